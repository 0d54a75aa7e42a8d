package dev.madrugada.cli.suite;

import dev.madrugada.common.contract.DatasetContract;
import dev.madrugada.common.contract.DatasetFolder;
import dev.madrugada.common.spark.RawSchema;
import dev.madrugada.transform.ValidatedRecords;
import dev.madrugada.transform.enrich.LookupTable;
import dev.madrugada.transform.outcome.Winners;
import dev.madrugada.transform.parse.Reason;
import dev.madrugada.transform.parse.ReasonCode;
import dev.madrugada.transform.parse.RecordColumns;
import java.sql.Date;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;

/**
 * Transforms the records of cases with transform's own steps, from payloads to curated rows, duplicates and reasons. No
 * case sees another one's records.
 */
final class TransformedRecords {
    /** The columns by which a validated row is known: its case, and its record's number in the case. */
    private static final String CASE = RecordColumns.of(RawSchema.STREAM);

    private static final String NUMBER = RecordColumns.of(RawSchema.SEQUENCE_NUMBER);

    private final SparkSession spark;
    private final DatasetContract contract;
    private final ValidatedRecords validation;
    private final SuiteArrivals arrivals;

    TransformedRecords(SparkSession spark, DatasetFolder folder) {
        this.spark = spark;
        this.contract = folder.contract();
        this.validation = new ValidatedRecords(contract, LookupTable.of(folder));
        this.arrivals = new SuiteArrivals(contract);
    }

    /** The outcomes of the cases, in their order. */
    List<Outcome> of(List<Suite.Case> cases) {
        // Validated together: starting a Spark job takes longer than the records of a case.
        Dataset<Row> validated = validated(cases);
        Map<String, List<Row>> byCase =
                validated.collectAsList().stream().collect(Collectors.groupingBy(row -> row.<String>getAs(CASE)));
        List<Outcome> outcomes = new ArrayList<>();
        for (int i = 0; i < cases.size(); i++) {
            outcomes.add(outcome(byCase.getOrDefault(nameOf(i), List.of()), validated.schema()));
        }
        return outcomes;
    }

    private Outcome outcome(List<Row> validated, StructType schema) {
        SortedMap<Integer, List<Reason>> refused = new TreeMap<>();
        List<Row> valid = new ArrayList<>();
        for (Row row : validated) {
            List<Row> reasons = row.getList(row.fieldIndex(RecordColumns.REASONS));
            if (!reasons.isEmpty()) {
                refused.put(
                        Integer.parseInt(row.getAs(NUMBER)),
                        reasons.stream().map(TransformedRecords::reason).toList());
            } else if (row.getAs(RecordColumns.EVENT_DAY) != null) {
                // A valid record without rows has one row without an event day.
                valid.add(row);
            }
        }
        List<Map<String, @Nullable Object>> rows = curated(valid, schema);
        return new Outcome(rows, valid.size() - rows.size(), refused);
    }

    private List<Map<String, @Nullable Object>> curated(List<Row> valid, StructType schema) {
        List<LocalDate> days = valid.stream()
                .map(row -> (LocalDate) Objects.requireNonNull(java(row.getAs(RecordColumns.EVENT_DAY))))
                .distinct()
                .sorted()
                .toList();
        Dataset<Row> winners = Winners.of(spark.createDataFrame(valid, schema), contract);
        List<Map<String, @Nullable Object>> rows = new ArrayList<>();
        for (LocalDate day : days) {
            for (Row row : Winners.onDay(winners, day, contract).collectAsList()) {
                Map<String, @Nullable Object> values = new LinkedHashMap<>(struct(row));
                values.put(contract.eventTime().partition(), day);
                rows.add(values);
            }
        }
        return rows;
    }

    /** The records of all cases, each with the time of its arrival; their order gives the sequence numbers. */
    private Dataset<Row> validated(List<Suite.Case> cases) {
        ZoneId zone = contract.eventTime().zone();
        Map<LocalDate, List<Row>> days = new TreeMap<>();
        for (int i = 0; i < cases.size(); i++) {
            List<Instant> arrivedAts = arrivals.of(cases.get(i), cases);
            int number = 0;
            for (Suite.Given record : cases.get(i).given()) {
                Instant arrivedAt = arrivedAts.get(number++);
                days.computeIfAbsent(LocalDate.ofInstant(arrivedAt, zone), day -> new ArrayList<>())
                        .add(RowFactory.create(
                                nameOf(i),
                                "shardId-000000000000",
                                String.valueOf(number),
                                0L,
                                String.valueOf(number),
                                Timestamp.from(arrivedAt),
                                record.payload(),
                                null,
                                null,
                                null));
            }
        }
        StructType schema = RawSchema.schema();
        Dataset<Row> all = validation.of(spark.createDataFrame(List.of(), schema), LocalDate.EPOCH);
        for (Map.Entry<LocalDate, List<Row>> day : days.entrySet()) {
            all = all.unionByName(
                    validation.of(spark.createDataFrame(day.getValue(), schema).coalesce(1), day.getKey()));
        }
        return all;
    }

    private static String nameOf(int position) {
        return "case-" + position;
    }

    private static Reason reason(Row row) {
        return new Reason(
                ReasonCode.valueOf(row.<String>getAs(Reason.CODE)),
                row.getAs(Reason.COLUMN),
                row.getAs(Reason.DETAIL),
                row.getAs(Reason.EXAMPLE));
    }

    private static Map<String, @Nullable Object> struct(Row row) {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        for (int i = 0; i < row.size(); i++) {
            values.put(row.schema().fieldNames()[i], java(row.get(i)));
        }
        return values;
    }

    private static @Nullable Object java(@Nullable Object value) {
        if (value instanceof Timestamp time) {
            return time.toInstant();
        }
        if (value instanceof Date date) {
            return date.toLocalDate();
        }
        if (value instanceof Row row) {
            return struct(row);
        }
        if (value instanceof scala.collection.Seq<?> list) {
            List<@Nullable Object> values = new ArrayList<>();
            scala.collection.JavaConverters.seqAsJavaList(list).forEach(each -> values.add(java(each)));
            return values;
        }
        if (value instanceof scala.collection.Map<?, ?> map) {
            Map<String, @Nullable Object> values = new LinkedHashMap<>();
            scala.collection.JavaConverters.mapAsJavaMap(map)
                    .forEach((key, each) -> values.put(String.valueOf(java(key)), java(each)));
            return values;
        }
        return value;
    }
}
