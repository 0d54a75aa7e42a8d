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
    private static final Path DIRTY = Project.flights().resolve("sample/dirty.ndjson");

    private final RunLocal night = new RunLocal(
            Path.of("target", "bad-nights-" + System.currentTimeMillis()).toAbsolutePath());
    private String inTable = "";

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
    void aRuleThatFailsStopsTheNightAndLeavesTheTable() throws Exception {
        Path dataset = Project.copiedFlights();
        Files.writeString(dataset.resolve("quality.dqdl"), "Rules = [\n    RowCount between 20000 and 30000\n]\n");
        RunLocal.Ended ended = night.run("--dataset", dataset.toString());

        assertThat(ended.status()).as(ended.console()).isEqualTo(65);
        assertThat(ended.console())
                .contains("QualityGateFailed", "RowCount between 20000 and 30000: RowCount is 14752")
                .doesNotContain("attempt 2");
        assertThat(night.skipped()).containsExactly("ingest", "transform");
        assertThat(stages()).containsExactly("plan", "ingest", "transform", "quality", "gate");
        assertThat(ContentDigests.table(night, DAY)).isEqualTo(inTable);
        List<JsonNode> told = notifications();
        assertThat(told).hasSize(1);
        assertThat(told.get(0).toString())
                .contains("madrugada-data", "Gate stopped at its data: QualityGateFailed")
                .contains("flights 2001-01-01", "RowCount between 20000 and 30000", "RowCount is 14752");
    }

    @Test
    @Order(3)
    void aBadContractStopsTheNightBeforeAnyJobRuns() throws Exception {
        List<String> before = lake();
        Path dataset = Project.copiedFlights();
        Path contract = dataset.resolve("dataset.yaml");
        Files.writeString(
                contract,
                Files.readString(contract)
                        .replace("lateness-days: 1", "latenes-days: 1")
                        .replace("type: integer", "type: integr")
                        .replace("keep: latest", "keep: newest"));
        RunLocal.Ended ended = night.run("--dataset", dataset.toString());

        assertThat(ended.status()).as(ended.console()).isEqualTo(64);
        assertThat(ended.console())
                .contains("InvalidContract", "latenes-days", "lateness-days", "integr", "newest", "dataset.yaml:");
        assertThat(stages()).containsExactly("plan");
        assertThat(lake()).isEqualTo(before);
        assertThat(ContentDigests.table(night, DAY)).isEqualTo(inTable);
        assertThat(notifications()).hasSize(2);
    }

    /** Each refused record's reasons and payload, in order of arrival, read without Spark and without our code. */
    private List<String> quarantine() throws Exception {
        String sql =
                "select list_transform(reasons, r -> r.code || ' ' || coalesce(r.\"column\", 'null'))[1], len(reasons),"
                        + " payload from " + ContentDigests.files(night, "quarantine/flights", "dt=" + DAY)
                        + " order by arrived_at";
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
        List<JsonNode> told = new ArrayList<>();
        try (Stream<Path> outbox = Files.list(night.work().resolve("outbox"))) {
            for (Path file : outbox.filter(path -> !path.toString().endsWith("-mail.json"))
                    .sorted()
                    .toList()) {
                told.add(new ObjectMapper().readTree(file.toFile()));
            }
        }
        return told;
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
