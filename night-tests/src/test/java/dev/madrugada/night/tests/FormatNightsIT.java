package dev.madrugada.night.tests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The default night in each format: the same content in the lake and in the warehouse, and for each format's own reader.
 * A table's metadata is read here without the project's code. Prints how long each night took.
 */
@Tag("thorough")
class FormatNightsIT {
    private static final String DATE = "2001-01-01";
    private static final String PARTITION = "departed_on=" + DATE;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path folder =
            Path.of("target", "formats-" + System.currentTimeMillis()).toAbsolutePath();
    private final Map<String, Long> seconds = new LinkedHashMap<>();

    /** What a night leaves: the manifest's digest, the warehouse's rows, and the rows of the format's own reader. */
    private record Left(String content, String table, String read) {}

    @Test
    void everyFormatHasTheSameContent() throws Exception {
        Left parquet;
        try (RunLocal night = new RunLocal(folder.resolve("parquet"))) {
            parquet = night("parquet", night);
            assertThat(parquet.read()).startsWith("14751 rows, ");
        }
        try (RunLocal night = new RunLocal(folder.resolve("delta"))) {
            assertThat(night("delta", night)).isEqualTo(parquet);
            assertThat(added(night.lake("curated/flights/_delta_log/00000000000000000000.json")))
                    .isEqualTo(manifestFiles(night))
                    .isNotEmpty();
            run("delta", night);
            assertThat(night.lake("curated/flights/_delta_log/00000000000000000001.json"))
                    .as("a second run has nothing to commit")
                    .doesNotExist();
        }
        try (RunLocal night = new RunLocal(folder.resolve("iceberg"))) {
            assertThat(night("iceberg", night)).isEqualTo(parquet);
            run("iceberg", night);
            JsonNode snapshots = JSON.readTree(
                            night.lake(metadata(night).getPath().substring("/lake/".length()))
                                    .toFile())
                    .get("snapshots");
            assertThat(snapshots).as("a second run has nothing to commit").hasSize(1);
            JsonNode summary = snapshots.get(0).get("summary");
            assertThat(summary.get("total-records").asLong())
                    .isEqualTo(night.summary().get("counts").get("loaded").asLong());
            assertThat(summary.get("madrugada.content." + PARTITION).asText()).isEqualTo(parquet.content());
        }
        System.out.println("seconds of a night by format: " + seconds);
    }

    private Left night(String format, RunLocal night) throws Exception {
        long start = System.nanoTime();
        run(format, night);
        seconds.put(format, Duration.ofNanos(System.nanoTime() - start).toSeconds());
        return new Left(
                manifest(night).get("content").asText(),
                ContentDigests.table(night, DATE),
                new TableReader(night).read(format, DATE, location(format, night)));
    }

    /** What a reader of the format is given. */
    private static String location(String format, RunLocal night) throws IOException, InterruptedException {
        String table = "s3://madrugada/lake/curated/flights/";
        return switch (format) {
            case "parquet" -> table + manifest(night).get("location").asText();
            case "delta" -> table;
            default -> metadata(night).toString();
        };
    }

    private void run(String format, RunLocal night) throws Exception {
        Path dataset = folder.resolve("datasets-" + format).resolve("flights");
        if (!Files.exists(dataset)) {
            Files.createDirectories(dataset.getParent());
            Files.move(Project.copiedFlights(), dataset);
            Files.writeString(dataset.resolve("dataset.yaml"), "\nformat: " + format + "\n", StandardOpenOption.APPEND);
        }
        RunLocal.Ended ended = night.run("--dataset", dataset.toString(), "--date", DATE);
        assertThat(ended.status()).as(ended.console()).isZero();
    }

    private static Set<String> added(Path entry) throws IOException {
        Set<String> added = new TreeSet<>();
        for (String line : Files.readAllLines(entry)) {
            JsonNode add = JSON.readTree(line).path("add");
            if (!add.isMissingNode()) {
                added.add(add.get("path").asText());
            }
        }
        return added;
    }

    private static JsonNode manifest(RunLocal night) throws IOException {
        return JSON.readTree(night.lake("curated/flights/_published/" + PARTITION + "/0000000001.json")
                .toFile());
    }

    /** The manifest's files relative to the table. */
    private static Set<String> manifestFiles(RunLocal night) throws IOException {
        JsonNode manifest = manifest(night);
        List<String> files = new ArrayList<>();
        manifest.get("files")
                .forEach(file -> files.add(
                        manifest.get("location").asText() + file.get("path").asText()));
        return new TreeSet<>(files);
    }

    /** The metadata file that the catalog names. */
    private static URI metadata(RunLocal night) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create(night.stack().get("aws").asText()))
                .header("Content-Type", "application/x-amz-json-1.1")
                .header("X-Amz-Target", "AWSGlue.GetTable")
                .POST(HttpRequest.BodyPublishers.ofString("{\"DatabaseName\":\"madrugada\",\"Name\":\"flights\"}"))
                .build();
        JsonNode table = JSON.readTree(HttpClient.newHttpClient()
                .send(request, HttpResponse.BodyHandlers.ofString())
                .body());
        return URI.create(table.at("/Table/Parameters/metadata_location").asText());
    }
}
