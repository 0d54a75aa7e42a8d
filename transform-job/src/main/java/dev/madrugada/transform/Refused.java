package dev.madrugada.transform;

import dev.madrugada.common.run.Refusal;
import dev.madrugada.common.spark.RawSchema;
import dev.madrugada.transform.parse.Reason;
import dev.madrugada.transform.parse.ReasonCode;
import dev.madrugada.transform.parse.RecordColumns;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.functions;
import org.jspecify.annotations.Nullable;

/**
 * Why records of the arrival day were refused. Reasons count as one kind if code, column and detail are equal, figures
 * in the detail apart. The number of kinds is bounded, whatever the payloads hold.
 *
 * @param refusals the kinds, most records first; details beyond {@link #DETAILS_OF_A_COLUMN} of one code and column are
 *     summed (but not checks), and so are kinds beyond {@link #MOST_KINDS}, under the code {@link #OTHER}
 * @param recordsByCode records with at least one reason of a code; a record with two codes counts for both
 */
record Refused(List<Refusal> refusals, Map<String, Long> recordsByCode) {
    /** The code of the last refusal if kinds were left out. */
    static final String OTHER = "Other";

    static final Refused NONE = new Refused(List.of(), Map.of());

    static final int MOST_KINDS = 50;
    static final int DETAILS_OF_A_COLUMN = 5;

    /** Figures that stand alone: not those of a type such as varchar(20), nor those in a name. */
    private static final String FIGURE = "(?<![\\w(,'])\\d+(?![\\w)'])";

    private static final String CODES = "codes";
    private static final String POSITION = "position";
    private static final String REASON = "reason";
    private static final String KIND = "kind";
    private static final String RECORDS = "records";
    private static final String WITH_CODE = "with_code";
    private static final String KINDS = "kinds";
    private static final String FIRST = "first";
    private static final String LENGTH = "length";
    private static final String PLACE = "place";

    Refused {
        refusals = List.copyOf(refusals);
        recordsByCode = Collections.unmodifiableMap(new TreeMap<>(recordsByCode));
    }

    /** Counts the refused records by their reasons: one action. */
    static Refused counted(Dataset<Row> validated) {
        List<Refusal> refusals = new ArrayList<>();
        Map<String, Long> byCode = new TreeMap<>();
        for (Row kind : kinds(validated).collectAsList()) {
            byCode.merge(kind.getAs(Reason.CODE), kind.<Long>getAs(WITH_CODE), Long::sum);
            refusals.add(refusal(kind));
        }
        refusals.sort(Comparator.comparingLong(Refusal::count)
                .reversed()
                .thenComparing(Refusal::code)
                .thenComparing(Refusal::column, Comparator.nullsFirst(Comparator.naturalOrder()))
                .thenComparing(Refusal::detail));
        return new Refused(bounded(refusals), byCode);
    }

    /** A row for each kind, and one without a kind for the further details of a code and column. */
    private static Dataset<Row> kinds(Dataset<Row> validated) {
        Column firstOfItsCode = functions
                .expr("array_position(" + CODES + ", " + Reason.CODE + ") = " + POSITION + " + 1")
                .cast("long");
        Dataset<Row> byKind = reasons(validated)
                .groupBy(Reason.CODE, Reason.COLUMN, KIND)
                .agg(
                        functions.count(functions.lit(1)).as(RECORDS),
                        functions.sum(firstOfItsCode).as(WITH_CODE),
                        functions.min(FIRST).as(FIRST));
        // A contract has few checks, and each is a kind of its own.
        Column check =
                functions.when(functions.col(Reason.CODE).equalTo(ReasonCode.CheckFailed.name()), functions.col(KIND));
        Column place = functions
                .row_number()
                .over(Window.partitionBy(functions.col(Reason.CODE), functions.col(Reason.COLUMN), check)
                        .orderBy(functions.col(RECORDS).desc(), functions.col(FIRST)));
        Column kept = functions.when(functions.col(PLACE).leq(DETAILS_OF_A_COLUMN), functions.col(KIND));
        return byKind.withColumn(PLACE, place)
                .withColumn(KIND, kept)
                .groupBy(Reason.CODE, Reason.COLUMN, KIND)
                .agg(
                        functions.sum(RECORDS).as(RECORDS),
                        functions.sum(WITH_CODE).as(WITH_CODE),
                        functions.count(functions.lit(1)).as(KINDS),
                        functions.min(FIRST).as(FIRST));
    }

    /** A row for each reason of each refused record, with the columns by which an example is chosen. */
    private static Dataset<Row> reasons(Dataset<Row> validated) {
        Column reasons = functions.col(RecordColumns.REASONS);
        Column sequenceNumber = raw(RawSchema.SEQUENCE_NUMBER);
        Column detail = functions.col(REASON + "." + Reason.DETAIL);
        return validated
                .filter(functions.not(RecordColumns.isValid()))
                .select(
                        raw(RawSchema.STREAM).as(RawSchema.STREAM),
                        raw(RawSchema.SHARD_ID).as(RawSchema.SHARD_ID),
                        // Sequence numbers are decimal texts of any length; sorting by length and then by text gives
                        // their numeric order.
                        functions.length(sequenceNumber).as(LENGTH),
                        sequenceNumber.as(RawSchema.SEQUENCE_NUMBER),
                        raw(RawSchema.SUB_SEQUENCE_NUMBER).as(RawSchema.SUB_SEQUENCE_NUMBER),
                        functions.col(RecordColumns.REASONS + "." + Reason.CODE).as(CODES),
                        functions.posexplode(reasons).as(new String[] {POSITION, REASON}))
                .select(
                        functions.col(CODES),
                        functions.col(POSITION),
                        functions.col(REASON + "." + Reason.CODE).as(Reason.CODE),
                        functions.col(REASON + "." + Reason.COLUMN).as(Reason.COLUMN),
                        functions.regexp_replace(detail, FIGURE, "N").as(KIND),
                        functions
                                .struct(
                                        functions.col(RawSchema.STREAM),
                                        functions.col(RawSchema.SHARD_ID),
                                        functions.col(LENGTH),
                                        functions.col(RawSchema.SEQUENCE_NUMBER),
                                        functions.col(RawSchema.SUB_SEQUENCE_NUMBER),
                                        detail.as(Reason.DETAIL),
                                        functions
                                                .col(REASON + "." + Reason.EXAMPLE)
                                                .as(Reason.EXAMPLE))
                                .as(FIRST));
    }

    private static Column raw(String name) {
        return functions.col(RecordColumns.of(name));
    }

    private static Refusal refusal(Row kind) {
        String code = kind.getAs(Reason.CODE);
        @Nullable String column = kind.getAs(Reason.COLUMN);
        long records = kind.<Long>getAs(RECORDS);
        if (kind.getAs(KIND) == null) {
            return new Refusal(code, column, kind.<Long>getAs(KINDS) + " other details", records, null);
        }
        Row first = kind.getAs(FIRST);
        return new Refusal(
                code,
                column,
                first.getAs(Reason.DETAIL),
                records,
                new Refusal.Example(
                        first.getAs(Reason.EXAMPLE),
                        first.getAs(RawSchema.STREAM),
                        first.getAs(RawSchema.SHARD_ID),
                        first.getAs(RawSchema.SEQUENCE_NUMBER),
                        first.<Long>getAs(RawSchema.SUB_SEQUENCE_NUMBER)));
    }

    private static List<Refusal> bounded(List<Refusal> sorted) {
        if (sorted.size() <= MOST_KINDS) {
            return sorted;
        }
        List<Refusal> further = sorted.subList(MOST_KINDS - 1, sorted.size());
        List<Refusal> bounded = new ArrayList<>(sorted.subList(0, MOST_KINDS - 1));
        long reasons = further.stream().mapToLong(Refusal::count).sum();
        bounded.add(new Refusal(OTHER, null, further.size() + " other kinds of reasons", reasons, null));
        return bounded;
    }
}
