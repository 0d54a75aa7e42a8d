package dev.madrugada.night.tests;

import static org.assertj.core.api.Assertions.assertThat;

import dev.madrugada.localstack.LocalStackProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The real jobs by {@code scripts/spark-submit.sh}, on a lake of files whose name has a blank. */
class FileLakeIT {
    private static final String NOW = "2001-01-02T02:00:00Z";

    private final Path folder =
            Path.of("target", "file-lake-" + System.nanoTime()).toAbsolutePath();
    private final Path lake = folder.resolve("a lake");

    @Test
    @Tag("thorough")
    void aUriWithEscapesIsTheFolderItNames() throws Exception {
        try (LocalStackProcess stack = LocalStackProcess.startAt(folder.resolve("stack"), Instant.parse(NOW))) {
            SmallDay day = new SmallDay(folder, stack.endpoints().aws(), 300);
            day.put();
            String dataset = day.dataset("flights", "flights").toUri().toString();
            Map<String, String> environment = stack.endpoints().environment();
            String uri = "file://" + folder + "/a%20lake";

            for (String stage : List.of("ingest", "transform", "quality")) {
                SparkSubmit.Ended ended = submit(environment, stage, dataset, uri);
                assertThat(ended.status()).as(ended.output()).isZero();
                assertThat(ended.output()).contains("disposition=DONE");
            }
            // The same folder, written as another URI.
            assertThat(submit(environment, "transform", dataset, lake.toUri() + "/")
                            .output())
                    .contains("disposition=SKIPPED");
        }
        assertThat(children(folder))
                .containsExactlyInAnyOrder("a lake", "datasets", "flights.ndjson", "output", "stack");
        assertThat(children(lake)).containsExactlyInAnyOrder("curated", "quality", "quarantine", "raw", "runs");
    }

    @Test
    void rawWhoseRunDiedBeforeItsRecordStandsWhenTheStreamHasForgotten() throws Exception {
        String forgotten = "2001-01-20T02:00:00Z";
        Path ingested = lake.resolve("runs/flights/2001-01-01/ingest.json");
        Path manifest = lake.resolve("raw/flights/_published/dt=2001-01-01/hour=05/0000000001.json");
        try (LocalStackProcess stack = LocalStackProcess.startAt(folder.resolve("stack"), Instant.parse(NOW))) {
            SmallDay day = new SmallDay(folder, stack.endpoints().aws(), 300);
            day.put();
            String dataset = day.dataset("flights", "flights").toUri().toString();
            Map<String, String> environment = stack.endpoints().environment();
            String uri = lake.toUri().toString();
            assertThat(submit(environment, "ingest", dataset, uri).status()).isZero();

            // Simulates a kill between the publication and the run record.
            Files.delete(ingested);
            for (String stage : List.of("ingest", "transform")) {
                SparkSubmit.Ended ended = submit(environment, stage, dataset, uri, forgotten);
                assertThat(ended.status()).as(ended.output()).isZero();
                assertThat(ended.output()).contains("disposition=DONE", "raw=300");
            }
            assertThat(ingested).content().contains("\"read\" : 300");

            Files.delete(ingested);
            Files.writeString(
                    manifest, Files.readString(manifest).replace("\"complete\" : true", "\"complete\" : false"));
            SparkSubmit.Ended ended = submit(environment, "ingest", dataset, uri, forgotten);
            assertThat(ended.status()).as(ended.output()).isEqualTo(65);
            assertThat(ended.output()).contains("RecordsExpired: ");
            assertThat(ingested).doesNotExist();
        }
    }

    @Test
    void aPathIsRefusedWithTheUriToGive() throws Exception {
        Files.createDirectories(folder);
        SparkSubmit.Ended ended = submit(Map.of(), "transform", lake + "/datasets", lake.toString());
        assertThat(ended.status()).isEqualTo(64);
        assertThat(ended.output())
                .contains("InvalidArguments: arguments: ")
                .contains("--lake '" + lake + "': must be a URI such as s3://bucket/folder or file:///folder, for this"
                        + " folder file://" + folder + "/a%20lake/");
        assertThat(children(folder)).containsExactly("output");
    }

    private SparkSubmit.Ended submit(Map<String, String> environment, String stage, String dataset, String uri)
            throws IOException, InterruptedException {
        return submit(environment, stage, dataset, uri, NOW);
    }

    private SparkSubmit.Ended submit(
            Map<String, String> environment, String stage, String dataset, String uri, String now)
            throws IOException, InterruptedException {
        return new SparkSubmit(environment, folder.resolve("output"))
                .run(
                        stage,
                        "--dataset",
                        dataset,
                        "--date",
                        SmallDay.DATE,
                        "--lake",
                        uri,
                        "--run-id",
                        "by-hand",
                        "--now",
                        now);
    }

    private static List<String> children(Path of) throws IOException {
        try (Stream<Path> children = Files.list(of)) {
            return children.map(child -> child.getFileName().toString()).toList();
        }
    }
}
