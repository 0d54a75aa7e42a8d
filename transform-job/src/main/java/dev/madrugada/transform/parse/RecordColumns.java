package dev.madrugada.transform.parse;

import dev.madrugada.common.spark.RawSchema;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.expressions.UserDefinedFunction;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.jspecify.annotations.Nullable;

/**
 * The columns a record carries beside the contract's while it is judged. Their names hold a {@code $}, which no
 * column of a contract can.
 */
public final class RecordColumns {
    /** When it arrived, as in raw. */
    public static final String ARRIVED_AT = of(RawSchema.ARRIVED_AT);
    /** The payload, as in raw. */
    public static final String PAYLOAD = of(RawSchema.PAYLOAD);
    /** The raw partition it was read from: a date. */
    public static final String ARRIVAL_DAY = "arrival$day";
    /** The partition it belongs to: a date, null if it has no event time. */
    public static final String EVENT_DAY = "event$day";
    /** Why it is refused: an array of {@link Reason#schema()}, empty if it is valid. */
    public static final String REASONS = "reasons$";

    private static final UserDefinedFunction MASKED =
            functions.udf((UDF1<@Nullable String, @Nullable String>) Masked::of, DataTypes.StringType);

    private RecordColumns() {}

    /** A raw column's name while its record is judged. */
    public static String of(String rawColumn) {
        return "raw$" + rawColumn;
    }

    public static Column isValid() {
        return functions.size(functions.col(REASONS)).equalTo(0);
    }

    /** The reasons, and one more where the condition holds. */
    public static Column reasonsAnd(Column condition, Reason reason) {
        return reasonsAnd(condition, reason, functions.lit(reason.example()).cast("string"));
    }

    /**
     * The reasons, and one more where the condition holds, with the value that was seen as its example.
     *
     * @param seen is masked here; null where there is no value
     */
    public static Column reasonsAndExample(Column condition, Reason reason, Column seen) {
        return reasonsAnd(condition, reason, MASKED.apply(seen.cast("string")));
    }

    private static Column reasonsAnd(Column condition, Reason reason, Column example) {
        Column more = functions.array(functions.struct(
                functions.lit(reason.code().name()).as(Reason.CODE),
                functions.lit(reason.column()).cast("string").as(Reason.COLUMN),
                functions.lit(reason.detail()).as(Reason.DETAIL),
                example.as(Reason.EXAMPLE)));
        return functions
                .when(condition, functions.concat(functions.col(REASONS), more))
                .otherwise(functions.col(REASONS));
    }
}
