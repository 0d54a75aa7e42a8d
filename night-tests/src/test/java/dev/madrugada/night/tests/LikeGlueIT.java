package dev.madrugada.night.tests;

import static org.assertj.core.api.Assertions.assertThat;

import dev.madrugada.localstack.LocalStackEndpoints;
import dev.madrugada.localstack.LocalStackProcess;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;

/** A small day through the four jobs, each started as Glue starts it; each test goes on from the one before it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class LikeGlueIT {
    private static final String DATE = "2001-01-01";
    private static final int FLIGHTS = 300;
    private static final String RULES = "Rules = [ RowCount = " + FLIGHTS + ", IsUnique \"flight_id\" ]";

    private final Path folder =
            Path.of("target", "like-glue-" + System.currentTimeMillis()).toAbsolutePath();
    private final LocalStackProcess stack =
            LocalStackProcess.startAt(folder.resolve("stack"), Instant.parse("2001-01-02T02:00:00Z"));
    private final LocalStackEndpoints endpoints = stack.endpoints();
    private GlueRun glue = new GlueRun(folder, List.of(), endpoints);

    @BeforeAll
    void putFlights() throws Exception {
        glue = GlueRun.in(folder, endpoints);
        Path sample = folder.resolve("flights.ndjson");
        Files.writeString(
                sample,
                Sample.read(Project.sample(DATE)).flights().stream()
                        .limit(FLIGHTS)
                        .map(flight -> flight + "\n")
                        .collect(Collectors.joining()));
        kinesis("CreateStream", "{\"StreamName\":\"flights\",\"ShardCount\":2}");
        kinesis("IncreaseStreamRetentionPeriod", "{\"StreamName\":\"flights\",\"RetentionPeriodHours\":72}");
        URI preload = endpoints.aws().resolve("/_local/kinesis/flights/preload?name=flights&date=" + DATE);
        send(HttpRequest.newBuilder(preload).POST(HttpRequest.BodyPublishers.ofFile(sample)));
        dataset("flights", "flights");
        dataset("nowhere", "nowhere");
    }

    @AfterAll
    void stopStack() {
        stack.close();
    }

    @Test
    @Order(1)
    void ingestReadsTheStreamThroughItsOwnSdk() throws Exception {
        GlueRun.Ended ended = succeeded("ingest", FatJar.INGEST, "flights");

        assertThatItWasBegunAndCommitted("ingest", ended);
        assertThat(ended.loaded("dev.madrugada.shaded.awssdk.services.kinesis.DefaultKinesisClient "))
                .singleElement()
                .satisfies(
                        line -> assertThat(line).endsWith(FatJar.INGEST.path().toString()));
        assertThat(ended.loaded("software.amazon.awssdk.services.kinesis.")).isEmpty();
    }

    @Test
    @Order(2)
    void transformPublishesThroughItsOwnSdkWhileSparkWritesThroughGlues() throws Exception {
        GlueRun.Ended ended = succeeded("transform", FatJar.TRANSFORM, "flights");

        assertThatItWasBegunAndCommitted("transform", ended);
        assertThat(ended.loaded("dev.madrugada.shaded.awssdk.services.s3.DefaultS3Client "))
                .singleElement()
                .satisfies(line ->
                        assertThat(line).endsWith(FatJar.TRANSFORM.path().toString()));
        assertThat(ended.loaded("software.amazon.awssdk.services.s3.DefaultS3Client "))
                .singleElement()
                .satisfies(line -> assertThat(line).contains("scripts/spark/target/spark/jars/"));
    }

    @Test
    @Order(3)
    void skippedStageHasNoSessionAndDoesNotCallGlue() throws Exception {
        GlueRun.Ended ended = succeeded("transform-again", FatJar.TRANSFORM, "flights");

        assertThat(ended.console()).contains("disposition=SKIPPED");
        assertThat(ended.loaded("org.apache.spark.SparkContext ")).isEmpty();
        assertThat(ended.calls()).isEmpty();
    }

    @Test
    @Order(4)
    void qualityEvaluatesItsRules() throws Exception {
        GlueRun.Ended ended = succeeded("quality", FatJar.QUALITY, "flights");

        assertThatItWasBegunAndCommitted("quality", ended);
        assertThat(ended.console()).contains("event=end stage=QUALITY disposition=DONE");
    }

    @Test
    @Order(5)
    void loadGoesThroughItsOwnDriverAndHasNoSession() throws Exception {
        GlueRun.Ended ended = succeeded(
                "load",
                FatJar.LOAD,
                "flights",
                "--warehouse-secret",
                endpoints.warehouseSecret(),
                "--copy-role",
                "arn:aws:iam::000000000000:role/copy");

        assertThat(ended.calls()).isEmpty();
        assertThat(rowsInTable()).isEqualTo(FLIGHTS);
        assertThat(ended.loaded("dev.madrugada.shaded.redshift.jdbc.RedshiftConnectionImpl "))
                .singleElement()
                .satisfies(line -> assertThat(line).endsWith(FatJar.LOAD.path().toString()));
        assertThat(ended.loaded("com.amazon.redshift.jdbc.RedshiftConnectionImpl "))
                .isEmpty();
    }

    @Test
    @Order(6)
    void failedJobSaysItsCodeFirstAndIsNotCommitted() throws Exception {
        GlueRun.Ended ended = run("ingest-failing", FatJar.INGEST, "nowhere");

        assertThat(ended.status()).isNotZero();
        assertThat(ended.console())
                .contains("Exception in thread \"main\" dev.madrugada.common.error.TerminalException: InputMissing: ");
        assertThat(ended.calls())
                .singleElement()
                .satisfies(call -> assertThat(call).startsWith("init madrugada-ingest-failing "));
    }

    private static void assertThatItWasBegunAndCommitted(String name, GlueRun.Ended ended) {
        assertThat(ended.calls()).hasSize(2);
        assertThat(ended.calls().get(0))
                .startsWith("init madrugada-" + name + " {")
                .contains("JOB_RUN_ID=jr_" + name, "job-bookmark-option=job-bookmark-disable", "date=" + DATE);
        assertThat(ended.calls().get(1)).isEqualTo("commit running");
    }

    private GlueRun.Ended succeeded(String name, FatJar job, String dataset, String... more) throws Exception {
        GlueRun.Ended ended = run(name, job, dataset, more);
        assertThat(ended.status()).as(ended.console()).isZero();
        return ended;
    }

    private GlueRun.Ended run(String name, FatJar job, String dataset, String... more) throws Exception {
        List<String> arguments = new ArrayList<>(List.of("--date", DATE, "--lake", "s3://madrugada/lake/"));
        arguments.addAll(List.of(
                "--dataset",
                folder.resolve("datasets").resolve(dataset).toUri().toString(),
                "--run-id",
                "like-glue",
                "--now",
                "2001-01-02T02:00:00Z"));
        arguments.addAll(List.of(more));
        return glue.run(name, job, arguments);
    }

    /** The flights' folder, reading another stream, with rules for a few records. */
    private void dataset(String name, String stream) throws IOException {
        Path copy = Files.createDirectories(folder.resolve("datasets").resolve(name));
        String contract = Files.readString(Project.flights().resolve("dataset.yaml"))
                .replace("dataset: flights", "dataset: " + name)
                .replace("stream: flights", "stream: " + stream);
        Files.writeString(copy.resolve("dataset.yaml"), contract);
        Files.writeString(copy.resolve("quality.dqdl"), RULES);
        for (String file : List.of("airports.csv", "report.sql")) {
            Files.copy(Project.flights().resolve(file), copy.resolve(file));
        }
    }

    private long rowsInTable() throws SQLException {
        LocalStackEndpoints.Redshift redshift = endpoints.redshift();
        try (Connection warehouse =
                        DriverManager.getConnection(redshift.jdbcUrl(), redshift.user(), redshift.password());
                ResultSet answer = warehouse.createStatement().executeQuery("select count(*) from public.flights")) {
            answer.next();
            return answer.getLong(1);
        }
    }

    private void kinesis(String action, String body) throws IOException, InterruptedException {
        send(HttpRequest.newBuilder(endpoints.aws())
                .header("Content-Type", "application/x-amz-json-1.1")
                .header("X-Amz-Target", "Kinesis_20131202." + action)
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    private static void send(HttpRequest.Builder request) throws IOException, InterruptedException {
        HttpResponse<String> answer =
                HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    }
}
