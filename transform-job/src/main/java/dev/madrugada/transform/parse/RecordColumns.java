package dev.madrugada.transform.parse;

import dev.madrugada.common.spark.RawSchema;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.expressions.UserDefinedFunction;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.jspecify.annotations.Nullable;

/**
 * The technical columns that a record has beside the contract's columns while it is validated. Their names contain a
 * {@code $}, which a contract's column name cannot.
 */
public final class RecordColumns {
    /** The arrival time, as in raw. */
    public static final String ARRIVED_AT = of(RawSchema.ARRIVED_AT);
    /** The payload, as in raw. */
    public static final String PAYLOAD = of(RawSchema.PAYLOAD);
    /** The raw partition that the record was read from: a date. */
    public static final String ARRIVAL_DAY = "arrival$day";
    /** The curated partition that the record belongs to: a date; null if the record has no valid event time. */
    public static final String EVENT_DAY = "event$day";
    /** The reasons for refusing the record: an array of {@link Reason#schema()}, empty if the record is valid. */
    public static final String REASONS = "reasons$";

    private static final UserDefinedFunction MASKED =
            functions.udf((UDF1<@Nullable String, @Nullable String>) Masked::of, DataTypes.StringType);

    private RecordColumns() {}

    /** The name that a raw column has while its record is validated. */
    public static String of(String rawColumn) {
        return "raw$" + rawColumn;
    }

    public static Column isValid() {
        return functions.size(functions.col(REASONS)).equalTo(0);
    }

    /** The column {@link #REASONS} with the given reason appended where the condition is true. */
    public static Column reasonsAnd(Column condition, Reason reason) {
        return reasonsAnd(condition, reason, functions.lit(reason.example()).cast("string"));
    }

    /**
     * The column {@link #REASONS} with the given reason appended where the condition is true.
     *
     * @param seen the invalid value, which becomes the reason's example after masking; null where there is none
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
