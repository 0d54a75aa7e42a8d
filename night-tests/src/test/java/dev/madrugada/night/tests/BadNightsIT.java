package dev.madrugada.night.tests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;

/** Nights with bad data and bad contracts, one after the other on one work folder. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class BadNightsIT {
    private static final String DAY = "2001-01-01";
    private static final String PARTITION = "departed_on=" + DAY;
    private static final Path DIRTY = Project.flights().resolve("sample/dirty.ndjson");

    private final RunLocal night = new RunLocal(
            Path.of("target", "bad-nights-" + System.currentTimeMillis()).toAbsolutePath());
    private String inTable = "";
    private String inLake = "";

    @AfterAll
    void stopStack() throws IOException {
        night.close();
    }

    @Test
    @Order(1)
    void dirtyRecordsBesideADayAreCountedAndKept() throws Exception {
        RunLocal.Ended ended = night.run(
                "--input",
                Project.sample(DAY).toString(),
                DIRTY.toAbsolutePath().toString());
        assertThat(ended.status()).as(ended.console()).isZero();
        assertThat(ended.console())
                .contains(
                        "9 of 14,764 refused", "2 TypeMismatch delay_minutes: expected integer, found a text; masked: ")
                .doesNotContain("clean", "proved", "\u001b[33m");
        assertThat(night.summary().get("refused")).hasSize(8);
        assertThat(night.summary().get("warnings")).isEmpty();

        TreeMap<String, Long> counts = new TreeMap<>();
        night.summary()
                .get("counts")
                .fields()
                .forEachRemaining(
                        count -> counts.put(count.getKey(), count.getValue().asLong()));
        assertThat(counts)
                .hasToString("{curated=14752, duplicates=3, loaded=14752, quarantined=9, raw=14764, read=14764}");
        inTable = ContentDigests.table(night, DAY);
        assertThat(inTable).startsWith("14752 rows");
        inLake = ContentDigests.lake(night, PARTITION);
        assertThat(quarantine())
                .containsExactly(
                        "MalformedJson null " + line(1),
                        "TypeMismatch delay_minutes " + line(2),
                        "MissingRequired destination " + line(3),
                        "LookupMissing origin " + line(4),
                        "TypeMismatch delay_minutes " + line(7),
                        "InvalidUtf8 null " + line(9),
                        "EmptyPayload null " + line(10),
                        "InFuture departed_at " + line(11),
                        "TooLate departed_at " + line(12));
    }

    @Test
    @Order(2)
    void aStreamThatIsNotThereIsNamed() throws Exception {
        Path dataset = Project.copiedFlights();
        edit(dataset, "stream: flights", "stream: fligths");
        SparkSubmit.Ended ended = byHand("ingest", dataset, "s3://madrugada/other/");
        assertThat(ended.status()).as(ended.output()).isEqualTo(65);
        assertThat(ended.output()).contains("InputMissing: stream fligths: ", "source.kinesis.stream");
        assertThat(night.lake("../other/raw")).doesNotExist();
    }

    @Test
    @Order(3)
    void aLakeWithoutItsBucketIsNamed() throws Exception {
        SparkSubmit.Ended ended = byHand("ingest", Project.copiedFlights(), "s3://nowhere/lake/");
        assertThat(ended.status()).as(ended.output()).isEqualTo(65);
        assertThat(ended.output()).contains("InputMissing: s3://nowhere/lake/", "the bucket does not exist");
    }

    @Test
    @Order(4)
    void aSchemaThatIsNotThereIsNamed() throws Exception {
        Path dataset = Project.copiedFlights();
        edit(dataset, "schema: public", "schema: pubilc");
        SparkSubmit.Ended ended = byHand(
                "load",
                dataset,
                "s3://madrugada/lake/",
                "--warehouse-secret",
                night.stack().get("warehouse-secret").asText(),
                "--copy-role",
                "arn:aws:iam::000000000000:role/madrugada-copy");
        assertThat(ended.status()).as(ended.output()).isEqualTo(65);
        assertThat(ended.output()).contains("InputMissing: ", "pubilc");
        assertThat(ContentDigests.table(night, DAY)).isEqualTo(inTable);
    }

    @Test
    @Order(5)
    void aRuleThatFailsOnNewContentIsSeenByNobody() throws Exception {
        Path dataset = ChangedFlights.copy();
        Files.writeString(dataset.resolve("quality.dqdl"), "Rules = [\n    RowCount between 20000 and 30000\n]\n");
        RunLocal.Ended ended;
        try (Poller poller = Poller.of(night, DAY)) {
            ended = night.run("--dataset", dataset.toString());
            poller.stop();
            assertThat(poller.lake()).containsExactly(inLake);
            assertThat(poller.table()).containsExactly(inTable);
        }

        assertThat(ended.status()).as(ended.console()).isEqualTo(65);
        assertThat(ended.console())
                .contains("QualityGateFailed", "RowCount between 20000 and 30000: RowCount is 14752")
                .doesNotContain("attempt 2");
        assertThat(ended.console())
                .contains("departed_on=2001-01-01: staged 14752, published 0, loaded 0")
                .contains("scripts/madrugada release --verdict rows:");
        assertThat(night.skipped()).containsExactly("ingest");
        assertThat(stages()).containsExactly("plan", "ingest", "transform", "quality", "gate");
        assertThat(ContentDigests.table(night, DAY)).isEqualTo(inTable);
        List<JsonNode> describe = notifications();
        assertThat(describe).hasSize(1);
        assertThat(describe.get(0).toString())
                .contains("madrugada-data", "Gate stopped at its data: QualityGateFailed")
                .contains("flights 2001-01-01", "RowCount between 20000 and 30000", "RowCount is 14752");
    }

    @Test
    @Order(6)
    void aBadContractStopsTheNightBeforeAnythingRuns() throws Exception {
        List<String> before = lake();
        Path dataset = Project.copiedFlights();
        edit(dataset, "lateness-days: 1", "latenes-days: 1");
        edit(dataset, "type: integer", "type: integr");
        edit(dataset, "keep: latest", "keep: newest");
        RunLocal.Ended ended = night.run("--dataset", dataset.toString());

        assertThat(ended.status()).as(ended.console()).isEqualTo(64);
        assertThat(ended.console())
                .contains("InvalidContract", "latenes-days", "lateness-days", "integr", "newest", "dataset.yaml:");
        assertThat(night.work().resolve("summary.json")).doesNotExist();
        assertThat(lake()).isEqualTo(before);
        assertThat(ContentDigests.table(night, DAY)).isEqualTo(inTable);
        assertThat(notifications()).hasSize(1);
    }

    @Test
    @Order(7)
    void moreRefusedThanTheContractAllowsStopsTheNightAndShowsTheReasons() throws Exception {
        Path dataset = Project.copiedFlights();
        edit(dataset, "dataset: flights\n", "dataset: flights\nmax-quarantined: 8\n");
        RunLocal.Ended ended = night.run("--dataset", dataset.toString());

        assertThat(ended.status()).as(ended.console()).isEqualTo(65);
        assertThat(ended.console())
                .contains("DataContractViolation", "9 of 14,764 records were refused; max-quarantined is 8")
                .contains("9 of 14,764 refused", "LookupMissing origin")
                .doesNotContain("attempt 2");
        assertThat(stages()).containsExactly("plan", "ingest", "transform");
        assertThat(night.summary().get("refused")).hasSize(8);
        assertThat(night.summary().get("counts").get("quarantined").asLong()).isEqualTo(9);
        assertThat(ContentDigests.table(night, DAY)).isEqualTo(inTable);
        assertThat(quarantine()).hasSize(9);
        List<JsonNode> describe = notifications();
        assertThat(describe).hasSize(2);
        assertThat(describe.get(1).toString()).contains("madrugada-data", "9 of 14,764 records were refused");
    }

    @Test
    @Order(9)
    void everyCallOfTheseNightsIsAllowedToItsRole() throws Exception {
        night.recordCalls();
        night.calls().requireThoseOfFailingNights("BadNightsIT");
        assertThat(night.calls().unnoticedIfRemoved())
                .as("actions whose removal from a role of the template would refuse no call")
                .isEmpty();
    }

    /** Runs one stage on the running stack, without the command line and the state machine. */
    private SparkSubmit.Ended byHand(String stage, Path dataset, String lake, String... own) throws Exception {
        JsonNode stack = night.stack();
        Map<String, String> environment = Map.of(
                "AWS_ENDPOINT_URL", stack.get("aws").asText(),
                "AWS_ENDPOINT_URL_S3", stack.get("s3").asText(),
                "AWS_REGION", stack.get("region").asText(),
                "AWS_ACCESS_KEY_ID", stack.get("access-key").asText(),
                "AWS_SECRET_ACCESS_KEY", stack.get("secret-key").asText());
        List<String> words =
                new ArrayList<>(List.of(stage, "--dataset", dataset.toUri().toString(), "--lake", lake));
        words.addAll(List.of("--date", DAY, "--run-id", "by-hand", "--now", "2001-01-02T02:00:00Z"));
        words.addAll(List.of(own));
        return new SparkSubmit(environment, night.work().resolve("by-hand.log")).run(words.toArray(String[]::new));
    }

    private static void edit(Path dataset, String old, String with) throws IOException {
        Path contract = dataset.resolve("dataset.yaml");
        String text = Files.readString(contract);
        assertThat(text).contains(old);
        Files.writeString(contract, text.replace(old, with));
    }

    /** Each refused record's reasons and payload, in the order of its file's lines, read without Spark and without our code. */
    private List<String> quarantine() throws Exception {
        String sql =
                "select list_transform(reasons, r -> r.code || ' ' || coalesce(r.\"column\", 'null'))[1], len(reasons),"
                        + " payload from " + ContentDigests.files(night, "quarantine/flights", "dt=" + DAY)
                        + " order by cast(partition_key as bigint)";
        List<String> records = new ArrayList<>();
        try (Connection duck = DriverManager.getConnection("jdbc:duckdb:");
                ResultSet rows = duck.createStatement().executeQuery(sql)) {
            while (rows.next()) {
                assertThat(rows.getInt(2)).isEqualTo(1);
                byte[] payload =
                        rows.getBlob(3).getBytes(1, (int) rows.getBlob(3).length());
                records.add(rows.getString(1) + " " + new String(payload, StandardCharsets.ISO_8859_1));
            }
        }
        return records;
    }

    /** A line of dirty.ndjson, counted from 1, byte by byte. */
    private static String line(int number) throws IOException {
        return Arrays.asList(new String(Files.readAllBytes(DIRTY), StandardCharsets.ISO_8859_1).split("\n", -1))
                .get(number - 1);
    }

    private List<String> stages() throws IOException {
        List<String> names = new ArrayList<>();
        night.summary()
                .get("stages")
                .forEach(stage -> names.add(stage.get("stage").asText()));
        return names;
    }

    private List<JsonNode> notifications() throws IOException {
        List<JsonNode> describe = new ArrayList<>();
        try (Stream<Path> outbox = Files.list(night.work().resolve("outbox"))) {
            for (Path file : outbox.filter(path -> !path.toString().endsWith("-mail.json"))
                    .sorted()
                    .toList()) {
                describe.add(new ObjectMapper().readTree(file.toFile()));
            }
        }
        return describe;
    }

    private List<String> lake() throws IOException {
        try (Stream<Path> below = Files.walk(night.lake(""))) {
            return below.filter(Files::isRegularFile)
                    .map(Path::toString)
                    .sorted()
                    .toList();
        }
    }
}
