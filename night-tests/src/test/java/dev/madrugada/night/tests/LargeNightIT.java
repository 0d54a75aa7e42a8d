package dev.madrugada.night.tests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.madrugada.localstack.LocalStackEndpoints;
import dev.madrugada.localstack.LocalStackProcess;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * A stream of 1,000 shards through ingest, and a day of 100,000 files through the gate and up to the load's COPY, with
 * small heaps. Prints the figures of docs/sizing.md.
 */
@Tag("thorough")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LargeNightIT {
    private static final int SHARDS = 1_000;
    private static final int RECORDS = 100_000;
    private static final int FILES = 100_000;
    private static final String NOW = "2001-01-02T02:00:00Z";

    private final Path folder =
            Path.of("target", "large-night-" + System.currentTimeMillis()).toAbsolutePath();
    private final ObjectMapper json = new ObjectMapper();
    private LocalStackProcess stack;
    private LocalStackEndpoints endpoints;

    @BeforeAll
    void start() throws IOException {
        Files.createDirectories(folder);
        stack = LocalStackProcess.startAt(folder, Instant.parse(NOW));
        endpoints = stack.endpoints();
    }

    @AfterAll
    void stop() {
        stack.close();
    }

    @Test
    void ingestReadsADayOfAThousandShardsWithASmallHeap() throws Exception {
        kinesis("CreateStream", "{\"StreamName\":\"flights\",\"ShardCount\":" + SHARDS + "}");
        kinesis("IncreaseStreamRetentionPeriod", "{\"StreamName\":\"flights\",\"RetentionPeriodHours\":72}");
        post("/_local/kinesis/flights/fill?records=" + RECORDS + "&bytes=200&seed=1"
                + "&from=2001-01-01T00:00:00Z&to=2001-01-02T00:00:00Z");
        Path dataset = new SmallDay(folder, endpoints.aws(), RECORDS).dataset("flights", "flights");
        HeapLog heap = new HeapLog(folder.resolve("ingest-heap.log"));

        long started = System.nanoTime();
        SparkSubmit.Ended ended = submitted("ingest", dataset.toUri().toString(), "s3://madrugada/lake/", heap, "512m");

        assertThat(ended.status()).as(ended.output()).isZero();
        JsonNode record = json.readTree(folder.resolve("state/s3/madrugada/lake/runs/flights/2001-01-01/ingest.json")
                .toFile());
        assertThat(record.get("counts").get("raw").asInt()).isEqualTo(RECORDS);
        List<Path> manifests;
        try (Stream<Path> found = Files.walk(folder.resolve("state/s3/madrugada/lake/raw/flights/_published"))) {
            manifests = found.filter(Files::isRegularFile).toList();
        }
        assertThat(manifests).hasSize(24);
        long bytes = 0;
        int shards = 0;
        for (Path manifest : manifests) {
            bytes += Files.size(manifest);
            shards = Math.max(
                    shards,
                    json.readTree(manifest.toFile())
                            .get("arrivals")
                            .get("shards")
                            .size());
        }
        assertThat(shards).as("shards of an hour").isEqualTo(SHARDS);
        figures("ingest, %,d shards, %,d records: %.1f s, heap %d MB, live %d MB, manifests %,d bytes"
                .formatted(SHARDS, RECORDS, seconds(started), heap.peakMegabytes(), heap.liveMegabytes(), bytes));
    }

    @Test
    void gateAndLoadPlanADayOfAHundredThousandFilesWithSmallHeaps() throws Exception {
        StagedNight night =
                new StagedNight(Files.createDirectories(folder.resolve("state/s3/madrugada")), "parquet", "files");
        night.putDataset();
        night.stage(1, FILES);
        HeapLog gateHeap = new HeapLog(folder.resolve("gate-heap.log"));
        Map<String, String> environment = new HashMap<>(endpoints.environment());
        environment.put("JAVA_TOOL_OPTIONS", gateHeap.option());

        long started = System.nanoTime();
        GateProcess gate =
                GateProcess.start(folder, environment, new GateProcess.Night(night.dataset(), night.lake()), "first");
        assertThat(gate.message()).contains("2 partitions are published");
        double first = seconds(started);
        Path manifest = night.path("curated/flights/_published/" + StagedNight.DAYS.get(0) + "/0000000001.json");
        assertThat(json.readTree(manifest.toFile()).get("files")).hasSize(FILES);
        figures("gate, %,d files: %.1f s, heap %d MB, live %d MB, manifest %,d bytes"
                .formatted(FILES, first, gateHeap.peakMegabytes(), gateHeap.liveMegabytes(), Files.size(manifest)));

        HeapLog loadHeap = new HeapLog(folder.resolve("load-heap.log"));
        started = System.nanoTime();
        SparkSubmit.Ended ended = submitted(
                "load",
                night.dataset(),
                night.lake().toString(),
                loadHeap,
                "512m",
                "--warehouse-secret",
                endpoints.warehouseSecret(),
                "--copy-role",
                "arn:aws:iam::000000000000:role/copy");

        // The files are no Parquet, so COPY refuses the first of them: the plan has been made by then.
        assertThat(ended.output()).contains("a published file is not valid Parquet");
        Path copy = night.path("loads/flights/" + StagedNight.DAYS.get(0) + "/generation-1.manifest");
        assertThat(json.readTree(copy.toFile()).get("entries")).hasSize(FILES);
        figures("load up to COPY, %,d files: %.1f s, heap %d MB, live %d MB, list for COPY %,d bytes"
                .formatted(
                        FILES, seconds(started), loadHeap.peakMegabytes(), loadHeap.liveMegabytes(), Files.size(copy)));
    }

    private SparkSubmit.Ended submitted(
            String stage, String dataset, String lake, HeapLog heap, String memory, String... more) throws Exception {
        Map<String, String> environment = new HashMap<>(endpoints.environment());
        environment.put("AWS_EC2_METADATA_DISABLED", "true");
        environment.put("MASTER", "local[2]");
        environment.put("SPARK_DRIVER_MEMORY", memory);
        environment.put("SPARK_SUBMIT_OPTS", heap.option());
        List<String> words = new ArrayList<>(List.of(stage, "--dataset", dataset, "--date", "2001-01-01"));
        words.addAll(List.of("--lake", lake, "--run-id", "large", "--now", NOW));
        words.addAll(List.of(more));
        return new SparkSubmit(environment, folder.resolve(stage + ".log")).run(words.toArray(String[]::new));
    }

    private void figures(String line) throws IOException {
        System.out.println(line);
        Files.writeString(
                folder.resolve("figures.txt"), line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    private static double seconds(long started) {
        return (System.nanoTime() - started) / 1e9;
    }

    private void kinesis(String action, String body) throws IOException, InterruptedException {
        send(HttpRequest.newBuilder(endpoints.aws())
                .header("Content-Type", "application/x-amz-json-1.1")
                .header("X-Amz-Target", "Kinesis_20131202." + action)
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    private void post(String path) throws IOException, InterruptedException {
        send(HttpRequest.newBuilder(URI.create(endpoints.aws() + path)).POST(HttpRequest.BodyPublishers.noBody()));
    }

    private static void send(HttpRequest.Builder request) throws IOException, InterruptedException {
        HttpResponse<String> answer =
                HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    }
}
