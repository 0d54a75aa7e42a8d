package dev.madrugada.night.tests;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A published lake that was copied to another bucket, and to files: the night of the same day skips every job there, and
 * the gate points the catalog to the copy in the bucket. An Iceberg table is registered anew before.
 */
@Tag("thorough")
class MovedLakeIT {
    private static final String DATE = "2001-01-01";

    @ParameterizedTest
    @ValueSource(strings = {"parquet", "delta", "iceberg"})
    void aCopiedLakeIsUpToDate(String format) throws Exception {
        Path folder = Path.of("target", "moved-" + format + "-" + System.currentTimeMillis())
                .toAbsolutePath();
        Path dataset = Project.copiedFlights();
        Files.writeString(dataset.resolve("dataset.yaml"), "\nformat: " + format + "\n", StandardOpenOption.APPEND);
        try (RunLocal night = new RunLocal(folder)) {
            RunLocal.Ended ended = night.run("--dataset", dataset.toString(), "--date", DATE);
            assertThat(ended.status()).as(ended.console()).isZero();
            String table = ContentDigests.table(night, DATE);

            MovedLake moved = MovedLake.inBucket(night, "moved");
            if (format.equals("iceberg")) {
                assertThat(moved.gate("before")).contains("scripts/madrugada register");
                SparkSubmit.Ended registered = moved.register();
                assertThat(registered.status()).as(registered.output()).isZero();
                assertThat(registered.output()).contains("registered 1 partition");
            }
            isUpToDate(moved);
            assertThat(catalogLocation(format, moved)).startsWith("s3://moved/copy/curated/flights/");
            if (!format.equals("iceberg")) {
                isUpToDate(MovedLake.onFiles(night));
            }
            assertThat(ContentDigests.table(night, DATE)).isEqualTo(table);
        }
    }

    /** All stages are skipped but the gate, which runs every time. */
    private static void isUpToDate(MovedLake moved) throws Exception {
        for (String stage : List.of("ingest", "transform", "quality")) {
            isSkipped(moved, stage);
        }
        assertThat(moved.gate("moved")).contains("1 partitions are published");
        isSkipped(moved, "load");
    }

    private static void isSkipped(MovedLake moved, String stage) throws Exception {
        SparkSubmit.Ended ended = moved.job(stage, DATE);
        assertThat(ended.status()).as(ended.output()).isZero();
        assertThat(ended.output()).as(stage + " on " + moved.uri()).contains("disposition=SKIPPED");
    }

    private static String catalogLocation(String format, MovedLake moved) throws Exception {
        return switch (format) {
            case "parquet" -> moved.partitionLocation(DATE);
            case "delta" -> moved.table().at("/StorageDescriptor/Location").asText();
            default -> moved.table().at("/Parameters/metadata_location").asText();
        };
    }
}
