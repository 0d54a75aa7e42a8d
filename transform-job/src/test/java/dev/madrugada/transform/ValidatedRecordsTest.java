package dev.madrugada.transform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.madrugada.common.contract.DatasetFolder;
import dev.madrugada.common.spark.LocalSpark;
import dev.madrugada.common.spark.SparkTypes;
import dev.madrugada.common.time.ArrivalDay;
import dev.madrugada.transform.enrich.LookupTable;
import dev.madrugada.transform.outcome.ArrivedRows;
import dev.madrugada.transform.outcome.Outcomes;
import dev.madrugada.transform.outcome.Quarantined;
import dev.madrugada.transform.parse.RecordColumns;
import dev.madrugada.transform.record.RecordPlan;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.sql.Date;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.functions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The pure steps, from raw rows to judged ones. */
@ExtendWith(LocalSpark.class)
class ValidatedRecordsTest {
    private static final LocalDate DAY = LocalDate.parse("2001-01-01");
    private static final String AT = "2001-01-01T12:00:00Z";
    private static final String LOOKUP = """
            lookups:
              - name: names
                file: names.csv
                field: code
                on: label
                missing: quarantine
                columns: [{name: long_name, type: varchar(20)}, {name: since, type: timestamp}]
            derived:
              - {name: twice, type: integer, expression: id * 2}
              - {name: shout, type: varchar(6), expression: upper(long_name)}
            """;
    private static final String DERIVED = """
            derived:
              - {name: twice, type: integer, expression: id * 2}
              - {name: number, type: integer, expression: label}
            """;
    private static final Map<String, String> NAMES =
            Map.of("names.csv", "code,long_name,since\na,alpha,2001-01-01T00:00:00Z\nb,bravissimo,\n");

    @Test
    void valuesOfEveryTypeAreColumnsOfTheirTypes(SparkSession spark) {
        DatasetFolder folder = Contracts.folder(Contracts.EVENTS.replace("- {name: label, type: varchar(8)}", """
                - {name: label, type: varchar(8)}
                    - {name: amount, type: 'decimal(6,2)'}
                    - {name: ratio, type: double}
                    - {name: small, type: integer}
                    - {name: flag, type: boolean}
                    - {name: born, type: date}
                """));
        String payload = "{\"id\":1,\"happened_at\":\"2001-01-01T10:00:00.123456Z\",\"label\":\"é\",\"amount\":12.5,"
                + "\"ratio\":0.25,\"small\":-3,\"flag\":true,\"born\":\"0001-01-01\"}";
        Dataset<Row> validated = validated(spark, folder, RawDays.raw("1", AT, payload));
        Dataset<Row> curated = validated
                .drop(validated.columns()[0])
                .select(folder.contract().curatedColumns().stream()
                        .map(column -> functions.col(column.name()))
                        .toArray(org.apache.spark.sql.Column[]::new));

        assertThat(curated.schema().fields())
                .extracting(field -> field.dataType())
                .containsExactly(java.util.Arrays.stream(
                                SparkTypes.schema(folder.contract().curatedColumns())
                                        .fields())
                        .map(field -> field.dataType())
                        .toArray(org.apache.spark.sql.types.DataType[]::new));
        Row row =
                curated.withColumn("born", functions.col("born").cast("string")).first();
        assertThat(row.getTimestamp(1)).isEqualTo(Timestamp.from(Instant.parse("2001-01-01T10:00:00.123456Z")));
        assertThat(row.getString(2)).isEqualTo("é");
        assertThat(row.getDecimal(3)).isEqualTo(new BigDecimal("12.50"));
        assertThat(row.getDouble(4)).isEqualTo(0.25);
        assertThat(row.getInt(5)).isEqualTo(-3);
        assertThat(row.getBoolean(6)).isTrue();
        assertThat(row.getString(7)).isEqualTo("0001-01-01");
        assertThat(validated.first().<Date>getAs(RecordColumns.EVENT_DAY)).hasToString("2001-01-01");
    }

    @Test
    void lookupsAndExpressionsAddColumnsAndReasons(SparkSession spark) {
        DatasetFolder folder = Contracts.folder(Contracts.EVENTS + LOOKUP, NAMES);
        List<Row> rows = validated(
                        spark,
                        folder,
                        RawDays.event(1, AT, 1, AT, "\"a\""),
                        RawDays.event(2, AT, 2, AT, "\"b\""),
                        RawDays.event(3, AT, 3, AT, "\"c\""),
                        RawDays.event(4, AT, 4, AT, "null"))
                .orderBy("id")
                .selectExpr("long_name", "cast(since as string)", "twice", "shout", "`reasons$`.code", "`raw$payload`")
                .collectAsList();

        assertThat(rows.get(0).getString(0)).isEqualTo("alpha");
        assertThat(rows.get(0).getString(1)).isEqualTo("2001-01-01 00:00:00");
        assertThat(rows.get(0).getInt(2)).isEqualTo(2);
        assertThat(rows.get(0).getString(3)).isEqualTo("ALPHA");
        assertThat(rows.get(0).getList(4)).isEmpty();
        assertThat(rows.get(0).isNullAt(5)).isTrue();
        assertThat(rows.get(1).<String>getList(4)).containsExactly("TooLong");
        assertThat(rows.get(2).<String>getList(4)).containsExactly("LookupMissing");
        assertThat(rows.get(2).isNullAt(2)).as("derived of a refused record").isTrue();
        assertThat(rows.get(2).isNullAt(5)).isFalse();
        assertThat(rows.get(3).getList(4)).isEmpty();
        assertThat(rows.get(3).isNullAt(0)).isTrue();
    }

    /** Outside ANSI mode a cast of 2147483648 to INT is -2147483648. */
    @Test
    void aDerivedValueThatItsColumnCannotHoldIsRefusedAndNeverAnother(SparkSession spark) {
        DatasetFolder folder = Contracts.folder(Contracts.EVENTS + DERIVED);
        List<Row> rows = derived(
                spark,
                folder,
                RawDays.event(1, AT, 1_073_741_823, AT, "\"1\""),
                RawDays.event(2, AT, 1_073_741_824, AT, "\"2\""),
                RawDays.event(3, AT, 3, AT, "null"),
                RawDays.event(4, AT, 4, AT, "\"x\""));
        assertThat(rows)
                .extracting(row -> row.mkString("|"))
                .containsExactly(
                        "3|6|null||",
                        "4|8|null|OutOfRange|number",
                        "1073741823|2147483646|1||",
                        "1073741824|null|null|OutOfRange|twice");
    }

    @Test
    void aDerivedValueThatItsColumnCannotHoldIsNullIfTheContractWantsThat(SparkSession spark) {
        DatasetFolder folder = Contracts.folder(
                (Contracts.EVENTS + DERIVED).replace("payload:\n", "payload:\n  invalid-values: 'null'\n"));
        List<Row> rows = derived(spark, folder, RawDays.event(2, AT, 1_073_741_824, AT, "\"2\""));
        assertThat(rows).extracting(row -> row.mkString("|")).containsExactly("1073741824|null|2||");
    }

    private static List<Row> derived(SparkSession spark, DatasetFolder folder, Row... raw) {
        return validated(spark, folder, raw)
                .orderBy("id")
                .selectExpr(
                        "id", "twice", "number", "concat_ws(',', `reasons$`.code)", "concat_ws(',', `reasons$`.column)")
                .collectAsList();
    }

    @Test
    void contractMayAskForNullsInstead(SparkSession spark) {
        DatasetFolder folder = Contracts.folder(
                (Contracts.EVENTS + LOOKUP)
                        .replace("missing: quarantine", "missing: 'null'")
                        .replace("payload:\n", "payload:\n  invalid-values: 'null'\n"),
                NAMES);
        List<Row> rows = validated(
                        spark,
                        folder,
                        RawDays.event(1, AT, 1, AT, "\"b\""),
                        RawDays.event(2, AT, 2, AT, "\"c\""),
                        RawDays.event(3, AT, 3, AT, "17"))
                .filter(RecordColumns.isValid())
                .orderBy("id")
                .selectExpr("label", "long_name", "shout")
                .collectAsList();
        assertThat(rows)
                .extracting(row -> row.mkString("|"))
                .containsExactly("b|bravissimo|null", "c|null|null", "null|null|null");
    }

    @Test
    void quarantineHoldsTheRecordAsItCame(SparkSession spark) {
        DatasetFolder folder = Contracts.folder(Contracts.EVENTS);
        Row late = RawDays.event(2, AT, 2, "2000-12-30T23:59:59Z", "\"toolong89\"");
        Dataset<Row> quarantined = Quarantined.of(validated(spark, folder, RawDays.event(1, AT, 1, AT, "\"a\""), late));
        assertThat(quarantined.columns())
                .containsExactly(
                        "stream",
                        "shard_id",
                        "sequence_number",
                        "sub_sequence_number",
                        "partition_key",
                        "arrived_at",
                        "payload",
                        "key",
                        "headers",
                        "source_time",
                        "reasons");
        Row row = quarantined.first();
        assertThat(quarantined.count()).isEqualTo(1);
        assertThat(row.<byte[]>getAs("payload")).isEqualTo(late.<byte[]>getAs(6));
        assertThat(row.<Timestamp>getAs("arrived_at")).isEqualTo(late.getTimestamp(5));
        assertThat(row.<Row>getList(row.fieldIndex("reasons")))
                .extracting(reason -> reason.getString(0), reason -> reason.getString(1))
                .containsExactly(tuple("TooLong", "label"), tuple("TooLate", "happened_at"));
        assertThat(new String(row.<byte[]>getAs("payload"), StandardCharsets.UTF_8))
                .contains("toolong89");
    }

    @Test
    void latestOrEarliestWinsByArrivalThenBySequenceNumberAsANumber(SparkSession spark) {
        Row[] rows = {
            RawDays.raw("9", AT, payload(1, "nine")),
            RawDays.raw("10", AT, payload(1, "ten")),
            RawDays.raw("99", "2001-01-01T11:59:59Z", payload(1, "before")),
            RawDays.raw("1", "2001-01-01T12:00:00.000001Z", payload(2, "after")),
            RawDays.raw("2", AT, payload(2, "before")),
        };
        assertThat(winners(spark, Contracts.EVENTS, rows)).containsExactly("1 ten", "2 after");
        assertThat(winners(spark, Contracts.EVENTS.replace("latest", "earliest"), rows))
                .containsExactly("1 before", "2 before");
    }

    private static List<String> winners(SparkSession spark, String sections, Row... rows) {
        DatasetFolder folder = Contracts.folder(sections);
        RecordPlan plan = RecordPlan.of(spark, folder.contract(), LookupTable.of(folder));
        Outcomes outcomes = Outcomes.of(
                folder.contract(),
                plan,
                new ArrivedRows(new ArrivalDay(DAY, ZoneOffset.UTC), RawDays.rows(spark, List.of(rows))),
                3);
        Map<Long, String> first = new TreeMap<>();
        outcomes.with(outcomes.eventDays(), List.of())
                .map(InternalRow::copy)
                .collect()
                .forEach(row -> first.putIfAbsent(row.getLong(0), row.getLong(0) + " " + row.getUTF8String(2)));
        return List.copyOf(first.values());
    }

    private static String payload(int id, String label) {
        return "{\"id\":" + id + ",\"happened_at\":\"" + AT + "\",\"label\":\"" + label + "\"}";
    }

    private static Dataset<Row> validated(SparkSession spark, DatasetFolder folder, Row... rows) {
        return new ValidatedRecords(folder.contract(), LookupTable.of(folder))
                .of(RawDays.rows(spark, List.of(rows)), DAY);
    }
}
