package dev.madrugada.transform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.madrugada.common.contract.DatasetFolder;
import dev.madrugada.common.run.Refusal;
import dev.madrugada.common.run.RunRecord;
import dev.madrugada.common.spark.LocalSpark;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The effect of the contract's keys on whole nights: what is derived, checked, looked up, kept and hidden. */
@ExtendWith(LocalSpark.class)
class ContractKeysTest {
    private static final String DAY = "2001-01-01";
    private static final String ORDERS = """
            payload:
              columns:
                - {name: id, type: bigint, required: true}
                - {name: happened_at, type: timestamp, required: true}
                - {name: pin, type: varchar(4), sensitive: true}
                - {name: price, type: 'decimal(8,2)', hidden: true}
                - {name: quantity, type: integer}
            key: {columns: [id]}
            event-time: {column: happened_at, partition: day}
            derived:
              - {name: total, type: 'decimal(10,2)', expression: price * quantity, required: true}
              - {name: pin_start, type: varchar(3), expression: "coalesce(pin, '')"}
              - {name: pin_known, type: boolean, expression: "pin is not null", hidden: true}
            checks:
              - {name: total_is_small, expression: total < 100}
              - {name: quantity_is_positive, expression: quantity > 0}
              - {name: small_has_pin, expression: pin_known or total > 50}
            max-quarantined: 100
            """;

    @TempDir
    Path lake;

    @Test
    void aRecordMustMeetEveryCheckAndHaveEveryRequiredDerivedColumn(SparkSession spark) {
        LocalNights nights = LocalNights.on(spark, lake, Contracts.folder(ORDERS));
        RunRecord night = nights.night(
                DAY,
                order(1, "'987'", "12.50", "2"),
                order(2, "'987'", "60", "2"),
                order(3, "'987'", "-50", "-3"),
                order(4, "'987'", "null", "1"),
                order(5, "null", "1", "1"),
                order(6, "null", "51", "1"),
                order(7, "'987'", "60", "null"));

        assertThat(nights.curated(DAY))
                .containsExactly("1|2001-01-01 10:00:00.0|987|2|25.00|987", "6|2001-01-01 10:00:00.0|null|1|51.00|");
        assertThat(night.findings().refusals())
                .extracting(Refusal::code, Refusal::column, Refusal::detail, Refusal::count)
                .containsExactlyInAnyOrder(
                        tuple("CheckFailed", null, "check 'total_is_small' is false", 2L),
                        tuple("CheckFailed", null, "check 'quantity_is_positive' is false", 1L),
                        tuple("CheckFailed", null, "check 'small_has_pin' is false", 1L),
                        tuple("MissingRequired", "total", "the expression's value is null", 2L));
        assertThat(night.facts()).containsEntry("reason-CheckFailed", "3").containsEntry("reason-MissingRequired", "2");
    }

    @Test
    void noReasonAndNoRecordOfTheRunContainsASensitiveValueEvenMasked(SparkSession spark) throws IOException {
        LocalNights nights = LocalNights.on(spark, lake, Contracts.folder(ORDERS));
        RunRecord night = nights.night(
                DAY,
                order(8, "'ab'", "1", "1"),
                order(1, "'ZQXJ9'", "1", "1"),
                order(2, "'ZQXJ'", "1", "1"),
                order(3, "'x'", "1", "'ZQXJ'"),
                RawDays.raw("4", DAY + "T10:00:00Z", "{\"pin\":\"ZQXJ\""),
                RawDays.raw(
                        "5",
                        DAY + "T10:00:00Z",
                        "{\"pim\":\"ZQXJ\",\"id\":5,\"happened_at\":\"" + DAY + "T10:00:00Z\"}"));

        assertThat(night.findings().refusals())
                .extracting(Refusal::code, Refusal::column, ContractKeysTest::example)
                .contains(
                        tuple("TooLong", "pin", "null"),
                        tuple("TooLong", "pin_start", "null"),
                        tuple("TypeMismatch", "quantity", "AAAA"),
                        tuple("MalformedJson", null, "null"),
                        tuple("UnknownField", null, "null"));
        List<String> containing = new ArrayList<>();
        try (Stream<Path> files = Files.walk(lake)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String text = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
                if (file.toString().endsWith(".json") && text.contains("ZQXJ")) {
                    containing.add(file.toString());
                }
            }
        }
        assertThat(containing).isEmpty();
    }

    @Test
    void withoutAKeyEachRecordIsItsOwnUnlessItIsReadTwice(SparkSession spark) {
        LocalNights nights = LocalNights.on(
                spark,
                lake,
                Contracts.folder(Contracts.EVENTS.replace("key: {columns: [id], keep: latest}", "key: arrival")));
        Row same = RawDays.event(3, DAY + "T10:00:00Z", 1, DAY + "T09:00:00Z", "\"a\"");
        RunRecord night = nights.night(
                DAY,
                RawDays.event(1, DAY + "T10:00:00Z", 1, DAY + "T09:00:00Z", "\"a\""),
                RawDays.event(2, DAY + "T10:00:00Z", 1, DAY + "T09:00:00Z", "\"a\""),
                same,
                same);

        assertThat(nights.curated(DAY)).hasSize(3);
        assertThat(night.count("duplicates")).isEqualTo(1);
    }

    @Test
    void theGreatestOrLeastValueWinsThenTheLatestAndNullsLose(SparkSession spark) throws IOException {
        Row[] raw = {
            version(1, "'a'", "2", "old"),
            version(2, "'a'", "2", "new"),
            version(3, "'a'", "1", "less"),
            version(4, "'a'", "null", "none"),
            version(5, "null", "null", "n1"),
            version(6, "null", "null", "n2"),
            version(7, "'b'", "null", "n3"),
            version(8, "'b'", "5", "only"),
        };
        assertThat(kept(spark, "greatest version", raw)).containsExactly("a new", "b only", "null n2");
        assertThat(kept(spark, "least version", raw)).containsExactly("a less", "b only", "null n2");
        assertThat(kept(spark, "earliest", raw)).containsExactly("a old", "b n3", "null n1");
    }

    private List<String> kept(SparkSession spark, String keep, Row[] raw) throws IOException {
        DatasetFolder dataset = Contracts.folder("""
                payload:
                  columns:
                    - {name: part, type: varchar(4), hidden: true}
                    - {name: happened_at, type: timestamp, required: true, hidden: true}
                    - {name: version, type: integer, hidden: true}
                    - {name: label, type: varchar(4)}
                key: {columns: [part], nullable: [part], keep: KEEP}
                event-time: {column: happened_at, partition: day}
                derived: [{name: of, type: varchar(4), expression: part}]
                """.replace("KEEP", keep));
        LocalNights nights = LocalNights.on(spark, Files.createTempDirectory(lake, "kept"), dataset);
        nights.night(DAY, raw);
        return nights.curated(DAY).stream()
                .map(row -> row.split("\\|", -1))
                .map(row -> row[1] + " " + row[0])
                .sorted()
                .toList();
    }

    @Test
    void theArrivalIsTheEventTimeInTheDayZone(SparkSession spark) {
        LocalNights nights = LocalNights.on(
                spark,
                lake,
                Contracts.folder("day-zone: Europe/Madrid\n"
                        + Contracts.EVENTS.replaceFirst(
                                "event-time: .*", "event-time: {column: arrival, partition: day}")));
        RawDays.publish(spark, lake.toUri(), "2000-12-31");
        nights.night(
                DAY,
                RawDays.event(1, DAY + "T22:59:59Z", 1, "1999-01-01T09:00:00Z", "\"a\""),
                RawDays.event(2, DAY + "T23:00:00Z", 2, "2999-01-01T09:00:00Z", "\"b\""));

        nights.night("2001-01-02");

        assertThat(nights.curated(DAY)).singleElement().asString().endsWith("|a");
        assertThat(nights.curated("2001-01-02")).singleElement().asString().endsWith("|b");
    }

    @Test
    void theEventTimeMayBeADerivedDate(SparkSession spark) {
        LocalNights nights = LocalNights.on(
                spark,
                lake,
                Contracts.folder(Contracts.EVENTS.replace("column: happened_at", "column: billed_on") + """
                        derived:
                          - {name: billed_on, type: date, expression: "date_add(date(happened_at), 1)", required: true, hidden: true}
                        """));
        RunRecord night = nights.night(
                DAY,
                RawDays.event(1, DAY + "T10:00:00Z", 1, "2000-12-31T09:00:00Z", "\"a\""),
                RawDays.event(2, DAY + "T10:00:00Z", 2, "2000-12-30T09:00:00Z", "\"b\""),
                RawDays.event(3, DAY + "T10:00:00Z", 3, "2000-12-29T09:00:00Z", "\"c\""),
                RawDays.event(4, DAY + "T23:30:00Z", 4, DAY + "T09:00:00Z", "\"d\""),
                RawDays.event(5, DAY + "T22:30:00Z", 5, DAY + "T09:00:00Z", "\"e\""));

        nights.night("2001-01-02");

        assertThat(nights.curated(DAY)).singleElement().asString().endsWith("|a");
        assertThat(nights.curated("2000-12-31")).singleElement().asString().endsWith("|b");
        assertThat(nights.curated("2001-01-02")).singleElement().asString().endsWith("|d");
        assertThat(night.findings().refusals())
                .extracting(Refusal::code, Refusal::column)
                .containsExactlyInAnyOrder(tuple("TooLate", "billed_on"), tuple("InFuture", "billed_on"));
    }

    @Test
    void theEventTimeMayBeALookupsColumnAndMustNotBeNull(SparkSession spark) {
        DatasetFolder dataset = Contracts.folder(
                Contracts.EVENTS.replace("column: happened_at", "column: shift_began") + """
                        lookups:
                          - name: shifts
                            file: shifts.csv
                            field: code
                            on: label
                            missing: "null"
                            columns: [{name: shift_began, type: timestamp}]
                        """,
                Map.of("shifts.csv", "code,shift_began\na,2001-01-01T06:00:00Z\nb,\n"));
        LocalNights nights = LocalNights.on(spark, lake, dataset);
        RunRecord night = nights.night(
                DAY,
                RawDays.event(1, DAY + "T10:00:00Z", 1, DAY + "T09:00:00Z", "\"a\""),
                RawDays.event(2, DAY + "T10:00:00Z", 2, DAY + "T09:00:00Z", "\"b\""),
                RawDays.event(3, DAY + "T10:00:00Z", 3, DAY + "T09:00:00Z", "\"c\""));

        assertThat(nights.curated(DAY)).singleElement().asString().endsWith("|a|2001-01-01 06:00:00.0");
        assertThat(night.findings().refusals())
                .extracting(Refusal::code, Refusal::column, Refusal::detail, Refusal::count)
                .containsExactly(tuple("MissingRequired", "shift_began", "the event time is missing or null", 2L));
    }

    @Test
    void aLookupBySeveralColumnsFindsTheirCombination(SparkSession spark) throws IOException {
        Path file = lake.resolve("written");
        spark.sql("select * from values (1L, 'a', 11), (2L, 'a', 21), (1L, 'b', null) as t(number, code, weight)")
                .coalesce(1)
                .write()
                .parquet(file.toString());
        DatasetFolder dataset = Contracts.withFiles(
                Contracts.EVENTS + """
                        lookups:
                          - name: weights
                            file: weights.parquet
                            field: [code, number]
                            on: [label, id]
                            columns: [{name: weight, type: bigint}]
                          - name: names
                            file: names.jsonl
                            field: heavy
                            on: weight
                            missing: "null"
                            columns: [{name: title, type: varchar(8), from: name}]
                        """,
                Map.of(
                        "weights.parquet",
                        onlyFile(file),
                        "names.jsonl",
                        "{\"heavy\":11,\"name\":\"eleven\"}\n".getBytes(StandardCharsets.UTF_8)));
        LocalNights nights = LocalNights.on(spark, lake.resolve("lake"), dataset);
        RunRecord night = nights.night(
                DAY,
                RawDays.event(1, DAY + "T10:00:00Z", 1, DAY + "T09:00:00Z", "\"a\""),
                RawDays.event(2, DAY + "T10:00:00Z", 2, DAY + "T09:00:00Z", "\"a\""),
                RawDays.event(3, DAY + "T10:00:00Z", 3, DAY + "T09:00:00Z", "\"a\""),
                RawDays.event(4, DAY + "T10:00:00Z", 4, DAY + "T09:00:00Z", "null"));

        assertThat(nights.curated(DAY))
                .extracting(row -> row.replaceFirst("^(\\d).*\\.0\\|", "$1|"))
                .containsExactly("1|a|11|eleven", "2|a|21|null", "4|null|null|null");
        assertThat(night.findings().refusals())
                .containsExactly(new Refusal(
                        "LookupMissing",
                        "label",
                        "the values of label, id are not in one line's fields 'code', 'number' of lookup weights (weights.parquet)",
                        1,
                        new Refusal.Example("a, 9", "events", "shardId-000000000000", "3", 0)));
    }

    private static String example(Refusal refusal) {
        Refusal.Example example = refusal.example();
        return example == null ? "no record" : String.valueOf(example.masked());
    }

    private static byte[] onlyFile(Path written) throws IOException {
        try (Stream<Path> files = Files.list(written)) {
            return Files.readAllBytes(files.filter(file -> file.toString().endsWith(".parquet"))
                    .findFirst()
                    .orElseThrow());
        }
    }

    private static Row order(int id, String pin, String price, String quantity) {
        String payload = "{'id':" + id + ",'happened_at':'" + DAY + "T10:00:00Z','pin':" + pin + ",'price':" + price
                + ",'quantity':" + quantity + "}";
        return RawDays.raw(String.valueOf(id), DAY + "T11:00:00Z", payload.replace('\'', '"'));
    }

    private static Row version(int sequence, String part, String version, String label) {
        String payload = "{'part':" + part + ",'happened_at':'" + DAY + "T10:00:00Z','version':" + version
                + ",'label':'" + label + "'}";
        return RawDays.raw(String.valueOf(sequence), DAY + "T11:00:00Z", payload.replace('\'', '"'));
    }
}
