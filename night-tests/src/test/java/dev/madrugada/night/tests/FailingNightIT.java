package dev.madrugada.night.tests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;

/** Nights that are killed, and stages that race, on one work folder, one after the other. */
@Tag("thorough")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class FailingNightIT {
    private static final String DAY = "2001-01-01";
    private static final String PARTITION = "departed_on=" + DAY;
    private static final long ABOUT_A_NIGHT_MILLIS = 45_000;
    private static final String[] LOAD = {
        "--warehouse-secret", "madrugada/warehouse", "--copy-role", "arn:aws:iam::000000000000:role/madrugada-copy"
    };

    private final RunLocal night = new RunLocal(
            Path.of("target", "troubled-" + System.currentTimeMillis()).toAbsolutePath());
    private Path changed = Path.of("");
    private String inLake = "";
    private String inTable = "";
    private String changedInLake = "";

    @AfterAll
    void stopStack() throws IOException {
        night.close();
    }

    @Test
    @Order(1)
    void aNightWithAKillAtARandomMomentComesToItsEnd() throws Exception {
        long seed = Long.getLong("madrugada.seed", System.nanoTime() % 1_000_000);
        RandomKills.Story story = new RandomKills(night, seed, ABOUT_A_NIGHT_MILLIS).untilDone();
        System.out.println("random kills: " + story);
        inLake = ContentDigests.lake(night, PARTITION);
        inTable = ContentDigests.table(night, DAY);
        assertThat(inLake).as(story.toString()).startsWith("14751 rows");
        assertThat(inTable).as(story.toString()).startsWith("14751 rows");
    }

    @Test
    @Order(2)
    void aLoadThatIsKilledAtEveryAttemptLeavesTheTableAsItWas() throws Exception {
        changed = ChangedFlights.copy();
        RunLocal.Ended ended;
        try (Poller poller = Poller.of(night, DAY)) {
            ended = night.run("--dataset", changed.toString(), "--fail", "load");
            poller.stop();
            changedInLake = ContentDigests.lake(night, PARTITION);
            assertThat(changedInLake).startsWith("14751 rows").isNotEqualTo(inLake);
            assertThat(poller.lake()).containsExactly(inLake, changedInLake);
            assertThat(poller.table()).containsExactly(inTable);
            assertThat(poller.looksAtTable()).isGreaterThan(10);
        }
        assertThat(ended.status()).as(ended.console()).isEqualTo(75);
        assertThat(ended.console()).contains("The night failed in load", "exit code 137", "generation-2.manifest");
        assertThat(night.summary().get("status").asText()).isEqualTo("failed");
        assertThat(night.summary().get("error").get("stage").asText()).isEqualTo("load");
        assertThat(night.stage("load").get("attempts").asInt()).isEqualTo(3);
        List<JsonNode> killed = night.events("killed");
        assertThat(killed).hasSize(3).allSatisfy(event -> {
            assertThat(event.get("exit-status").asInt()).isEqualTo(137);
            assertThat(event.get("before").asText()).isEqualTo("the commit of its rows");
        });
    }

    @Test
    @Order(3)
    void theNextPlainRunGoesOnAtTheStageThatWasKilled() throws Exception {
        RunLocal.Ended ended;
        try (Poller poller = Poller.of(night, DAY)) {
            ended = night.run("--dataset", changed.toString());
            poller.stop();
            assertThat(poller.lake()).containsExactly(changedInLake);
            assertThat(poller.table()).startsWith(inTable).hasSizeLessThanOrEqualTo(2);
        }
        assertThat(ended.status()).as(ended.console()).isZero();
        assertThat(night.skipped()).containsExactly("ingest", "transform", "quality");
        assertThat(ContentDigests.table(night, DAY)).startsWith("14751 rows").isNotEqualTo(inTable);
    }

    @Test
    @Order(4)
    void anUndisturbedNightComesToTheSameAsTheKilledOne() throws Exception {
        RunLocal.Ended ended = night.run();
        assertThat(ended.status()).as(ended.console()).isZero();
        assertThat(ContentDigests.lake(night, PARTITION)).isEqualTo(inLake);
        assertThat(ContentDigests.table(night, DAY)).isEqualTo(inTable);
    }

    @Test
    @Order(5)
    void twoLoadsOfANewDayAtOnceLoadItOnce() throws Exception {
        dropTables();
        HeldRequests held = HeldRequests.of(night);
        held.commits();
        StageProcess one = load("race-one");
        StageProcess other = load("race-other");
        held.await(1);
        awaitLockedOut();
        held.release();

        assertThat(one.status()).as(one.output()).isZero();
        assertThat(other.status()).as(other.output()).isZero();
        assertThat(one.output() + other.output()).contains("rows loaded into", "rows was already in");
        assertThat(ContentDigests.table(night, DAY)).isEqualTo(inTable);
    }

    @Test
    @Order(6)
    void ofTwoGatesAtOnceOneWinsAndTheOtherIsTold() throws Exception {
        for (String stage : List.of("transform", "quality")) {
            StageProcess done = stage(stage);
            assertThat(done.status()).as(done.output()).isZero();
        }
        assertThat(ContentDigests.lake(night, PARTITION)).isEqualTo(inLake);
        HeldRequests held = HeldRequests.of(night);
        held.puts("madrugada/lake/curated/flights/_published/.*");
        GateProcess one = GateProcess.start(night, changed.toUri().toString(), "race-one");
        GateProcess other = GateProcess.start(night, changed.toUri().toString(), "race-other");
        held.await(2);
        assertThat(ContentDigests.lake(night, PARTITION)).isEqualTo(inLake);
        held.release();

        assertThat(List.of(one.message(), other.message()))
                .anyMatch(message -> message.contains("1 partitions are published"))
                .anyMatch(message -> message.contains("PublicationConflict: curated/flights " + PARTITION));
        assertThat(ContentDigests.lake(night, PARTITION)).isEqualTo(changedInLake);
    }

    @Test
    @Order(7)
    void everyCallOfTheseNightsIsAllowedToItsRole() throws Exception {
        night.recordCalls();
        night.calls().requireThoseOfFailingNights("FailingNightIT");
    }

    private StageProcess load(String runId) throws IOException {
        String[] more = new String[LOAD.length + 2];
        System.arraycopy(LOAD, 0, more, 2, LOAD.length);
        more[0] = "--dataset";
        more[1] = "s3://madrugada/datasets/flights/";
        return StageProcess.start(night, "load", runId, more);
    }

    private StageProcess stage(String stage) throws IOException {
        return StageProcess.start(
                night, stage, "race-" + stage, "--dataset", changed.toUri().toString());
    }

    private void dropTables() throws Exception {
        try (Connection warehouse = connection();
                Statement statement = warehouse.createStatement()) {
            for (String table : List.of("flights", "madrugada_loads")) {
                var unused = statement.execute("DROP TABLE public." + table);
            }
        }
    }

    /** Waits until the other load waits for the ledger's lock. */
    private void awaitLockedOut() throws Exception {
        long deadline = System.nanoTime() + java.time.Duration.ofMinutes(3).toNanos();
        try (Connection warehouse = connection();
                Statement statement = warehouse.createStatement()) {
            while (true) {
                try (var waiting = statement.executeQuery("SELECT count(*) FROM pg_locks WHERE NOT granted")) {
                    waiting.next();
                    if (waiting.getLong(1) > 0) {
                        return;
                    }
                }
                assertThat(System.nanoTime()).as("no load waits").isLessThan(deadline);
                java.util.concurrent.TimeUnit.MILLISECONDS.sleep(20);
            }
        }
    }

    private Connection connection() throws Exception {
        JsonNode redshift = night.stack().get("redshift");
        return DriverManager.getConnection(
                redshift.get("jdbc-url").asText(),
                redshift.get("user").asText(),
                redshift.get("password").asText());
    }
}
