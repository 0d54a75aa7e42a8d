package dev.madrugada.night.tests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.madrugada.localstack.LocalStackEndpoints;
import dev.madrugada.localstack.LocalStackProcess;
import dev.madrugada.night.tests.StackForwarder.Hold;
import dev.madrugada.night.tests.StackForwarder.Moment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * Nights on a standalone Spark cluster whose master and workers are hosts of their own, in client mode, with the lake in
 * S3. Whatever is killed, the lake and the table get the content that one process on one machine makes.
 */
@Tag("thorough")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ClusterNightIT {
    private static final int FLIGHTS = 600;
    /**
     * The first request of an executor in each stage that shows that its work is under way: ingest and transform write
     * files, quality reads them.
     */
    private static final Map<String, Pattern> AT_WORK = Map.of(
            "ingest", Pattern.compile("PUT /madrugada/[^/]+/raw/\\S+\\.parquet"),
            "transform", Pattern.compile("PUT /madrugada/[^/]+/curated/\\S+\\.parquet"),
            "quality", Pattern.compile("GET /madrugada/[^/]+/curated/\\S+\\.parquet"));

    private final Path folder =
            Path.of("target", "cluster-night-" + System.currentTimeMillis()).toAbsolutePath();
    private final List<AutoCloseable> opened = new ArrayList<>();
    private final List<StackForwarder> forwarders = new ArrayList<>();
    private Optional<Running> running = Optional.empty();

    /** The cluster, the stack that all nights share, and what one process makes of the day. */
    private record Running(
            SparkCluster cluster, LocalStackEndpoints stack, String gateway, String dataset, Content expected) {}

    /**
     * What a night leaves.
     *
     * @param manifests content digest and rows of each generation in the lake, by the path of its manifest
     * @param curated rows and digest of the day's files, computed by DuckDB
     * @param table rows and digest of the day in the warehouse
     */
    private record Content(Map<String, String> manifests, String curated, String table) {}

    @BeforeAll
    void start() throws Exception {
        Optional<String> unavailable = NetworkHosts.unavailable();
        assumeTrue(unavailable.isEmpty(), () -> "not run: " + unavailable.orElse(""));
        Path drivers = Files.createDirectories(folder.resolve("drivers"));
        LocalStackProcess stack =
                opened(LocalStackProcess.startAt(folder.resolve("stack"), Instant.parse("2001-01-02T02:00:00Z")));
        LocalStackEndpoints endpoints = stack.endpoints();
        SmallDay day = new SmallDay(folder, endpoints.aws(), FLIGHTS);
        day.put();
        String dataset = uploaded(day.dataset("flights", "flights"));

        NetworkHosts network = opened(NetworkHosts.create(1 + SparkCluster.WORKERS));
        for (int port : List.of(endpoints.aws().getPort(), endpoints.s3().getPort())) {
            forwarders.add(opened(new StackForwarder(network.gateway(), port)));
        }
        SubmittedNight local = new SubmittedNight(drivers, "local", dataset, endpoints, Map.of("MASTER", "local[2]"));
        for (String stage : SubmittedNight.ON_THE_CLUSTER) {
            local.run(stage);
        }
        local.gateAndLoad();
        Content expected = content(local, endpoints);
        assertThat(expected.table()).startsWith(FLIGHTS + " rows, ");

        SparkCluster cluster = opened(new SparkCluster(
                network, folder.resolve("cluster"), List.of(drivers, folder.resolve("stack")), endpoints));
        cluster.start();
        running = Optional.of(new Running(cluster, endpoints, network.gateway(), dataset, expected));
    }

    @AfterAll
    void stop() throws Exception {
        Collections.reverse(opened);
        for (AutoCloseable each : opened) {
            each.close();
        }
    }

    @Test
    void aNightOnTheClusterHasTheContentOfOneProcess() throws Exception {
        SubmittedNight night = night("undisturbed");
        for (String stage : SubmittedNight.ON_THE_CLUSTER) {
            List<String> workers = Collections.synchronizedList(new ArrayList<>());
            holdAll(new Hold(atWork(stage), 0, Moment.OBSERVED, workers::add));
            night.run(stage);
            assertThat(workers)
                    .as("the executors' work in " + stage + " was seen")
                    .hasSize(1);
        }
        night.gateAndLoad();
        assertSameContent(night);
    }

    /** First the executor whose request comes first, then the worker whose executor sends the next one. */
    @Test
    void anExecutorAndAWorkerThatAreKilledInEachStageChangeNothing() throws Exception {
        SubmittedNight night = night("kills");
        for (String stage : SubmittedNight.ON_THE_CLUSTER) {
            cluster().startMissingWorkers();
            List<ProcessHandle> executors = Collections.synchronizedList(new ArrayList<>());
            List<ProcessHandle> workers = Collections.synchronizedList(new ArrayList<>());
            Hold worker = new Hold(
                    atWork(stage),
                    0,
                    Moment.BEFORE_THE_ANSWER,
                    address -> cluster().worker(address).ifPresent(process -> kill(process, workers)));
            holdAll(new Hold(atWork(stage), 0, Moment.BEFORE_THE_REQUEST, address -> {
                cluster().executors(address).forEach(process -> kill(process, executors));
                holdAll(worker);
            }));
            night.run(stage);
            assertThat(executors).as("killed executors of " + stage).hasSize(1);
            assertThat(workers).as("killed workers of " + stage).hasSize(1);
        }
        night.gateAndLoad();
        assertSameContent(night);
    }

    /** Its ended tasks are repeated, because what they had shuffled is lost; nothing may be counted twice. */
    @Test
    void anExecutorThatIsKilledAfterSomeOfItsTasksHaveEndedChangesNothing() throws Exception {
        SubmittedNight night = night("shuffle", "-Dspark.sql.files.maxPartitionBytes=5000000");
        night.run("ingest");
        List<ProcessHandle> killed = Collections.synchronizedList(new ArrayList<>());
        holdAll(new Hold(
                Pattern.compile("GET /madrugada/[^/]+/raw/\\S+\\.parquet"),
                60,
                Moment.BEFORE_THE_ANSWER,
                address -> cluster().executors(address).forEach(executor -> kill(executor, killed))));
        night.run("transform");
        assertThat(killed).hasSize(1);
        assertThat(night.output("transform")).contains("Lost executor");
        night.run("quality");
        night.gateAndLoad();
        assertSameContent(night);
    }

    @Test
    void aDriverThatIsKilledInEachStageIsResumed() throws Exception {
        SubmittedNight night = night("driver");
        for (String stage : SubmittedNight.ON_THE_CLUSTER) {
            cluster().startMissingWorkers();
            List<ProcessHandle> killed = Collections.synchronizedList(new ArrayList<>());
            List<Process> started = Collections.synchronizedList(new ArrayList<>());
            Hold hold = new Hold(
                    atWork(stage),
                    0,
                    Moment.BEFORE_THE_ANSWER,
                    address -> SubmittedNight.driver(started.get(0)).forEach(driver -> kill(driver, killed)));
            Process process = night.start(stage);
            started.add(process);
            holdAll(hold);
            assertThat(night.status(stage, process))
                    .as(() -> night.output(stage))
                    .isEqualTo(75);
            assertThat(killed).as("killed drivers of " + stage).hasSize(1);
            assertThat(night.output(stage)).contains(stage + " ended with status 137");
            night.run(stage);
        }
        night.gateAndLoad();
        assertSameContent(night);
    }

    private static Pattern atWork(String stage) {
        return Objects.requireNonNull(AT_WORK.get(stage), stage);
    }

    private static void kill(ProcessHandle process, List<ProcessHandle> killed) {
        if (process.destroyForcibly()) {
            killed.add(process);
        }
        process.onExit().join();
    }

    /** Only the request through the port of S3 matches. */
    private void holdAll(Hold hold) {
        forwarders.forEach(forwarder -> forwarder.holdNext(hold));
    }

    private void assertSameContent(SubmittedNight night) throws Exception {
        assertThat(content(night, running().stack())).isEqualTo(running().expected());
    }

    private SubmittedNight night(String name, String... moreOptions) throws IOException {
        cluster().startMissingWorkers();
        // Options of spark-submit's JVM: as an administrator sets them for a cluster of this size.
        String options =
                "-XX:TieredStopAtLevel=1 -Dspark.executor.memory=900m -Dspark.cores.max=" + SparkCluster.WORKERS
                        + " -Dspark.scheduler.minRegisteredResourcesRatio=1.0 -Dspark.ui.enabled=false"
                        + " -Dspark.sql.shuffle.partitions=8 -Dspark.local.dir="
                        + folder.resolve("drivers").resolve("scratch") + " " + String.join(" ", moreOptions);
        return new SubmittedNight(
                folder.resolve("drivers"),
                name,
                running().dataset(),
                running().stack(),
                Map.of(
                        "MASTER", cluster().master(),
                        "SPARK_LOCAL_IP", running().gateway(),
                        "SPARK_SUBMIT_OPTS", options));
    }

    private Content content(SubmittedNight night, LocalStackEndpoints stack) throws Exception {
        Path lake = bucket().resolve(night.name());
        ObjectMapper json = new ObjectMapper();
        Map<String, String> manifests = new TreeMap<>();
        try (Stream<Path> files = Files.walk(lake)) {
            for (Path file : files.filter(path -> path.toString().matches(".*/_published/.*\\.json"))
                    .toList()) {
                JsonNode manifest = json.readTree(file.toFile());
                long rows = 0;
                for (JsonNode listed : manifest.get("files")) {
                    rows += listed.get("rows").asLong();
                }
                manifests.put(
                        lake.relativize(file).toString(),
                        manifest.get("content").asText() + ", " + rows + " rows");
            }
        }
        assertThat(manifests.keySet())
                .anyMatch(path -> path.startsWith("raw/"))
                .anyMatch(path -> path.startsWith("curated/"));
        return new Content(
                manifests,
                ContentDigests.lake(lake, "departed_on=" + SmallDay.DATE),
                ContentDigests.table(stack.redshift(), SmallDay.DATE));
    }

    /** Copies a folder into the bucket, where every host can read it. */
    private String uploaded(Path dataset) throws IOException {
        Path target = Files.createDirectories(bucket().resolve("datasets/flights"));
        try (Stream<Path> files = Files.list(dataset)) {
            for (Path file : files.toList()) {
                Files.write(target.resolve(file.getFileName().toString()), Files.readAllBytes(file));
            }
        }
        return "s3://madrugada/datasets/flights/";
    }

    private Path bucket() {
        return folder.resolve("stack/state/s3/madrugada");
    }

    private SparkCluster cluster() {
        return running().cluster();
    }

    private Running running() {
        return running.orElseThrow();
    }

    private <T extends AutoCloseable> T opened(T resource) {
        opened.add(resource);
        return resource;
    }
}
