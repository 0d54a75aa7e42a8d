package dev.madrugada.night.tests;

import static org.assertj.core.api.Assertions.assertThat;

import dev.madrugada.localstack.LocalStackEndpoints;
import dev.madrugada.localstack.LocalStackProcess;
import java.net.URI;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;

/** Runs the four jobs, and the gate before the load, on a small day, started as Glue starts jobs. Each test continues from the one before. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class LikeGlueIT {
    private static final String DATE = SmallDay.DATE;
    private static final int FLIGHTS = 300;

    private final Path folder =
            Path.of("target", "like-glue-" + System.currentTimeMillis()).toAbsolutePath();
    private final LocalStackProcess stack =
            LocalStackProcess.startAt(folder.resolve("stack"), Instant.parse("2001-01-02T02:00:00Z"));
    private final LocalStackEndpoints endpoints = stack.endpoints();
    private GlueRun glue = new GlueRun(folder, List.of(), endpoints);

    @BeforeAll
    void putFlights() throws Exception {
        glue = GlueRun.in(folder, endpoints);
        SmallDay day = new SmallDay(folder, endpoints.aws(), FLIGHTS);
        day.put();
        day.dataset("flights", "flights");
        day.dataset("nowhere", "nowhere");
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
        GateProcess gate = GateProcess.start(
                folder,
                endpoints.environment(),
                new GateProcess.Night(
                        folder.resolve("datasets/flights").toUri().toString(), URI.create("s3://madrugada/lake/")),
                "like-glue");
        assertThat(gate.message()).contains("flights 2001-01-01: 1 partitions are published");
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
        // Ingest asks for the stream before it has a session.
        assertThat(ended.calls()).noneMatch(call -> call.startsWith("commit"));
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

    private long rowsInTable() throws SQLException {
        LocalStackEndpoints.Redshift redshift = endpoints.redshift();
        try (Connection warehouse =
                        DriverManager.getConnection(redshift.jdbcUrl(), redshift.user(), redshift.password());
                ResultSet answer = warehouse.createStatement().executeQuery("select count(*) from public.flights")) {
            answer.next();
            return answer.getLong(1);
        }
    }
}
