package dev.madrugada.transform.parse;

import dev.madrugada.common.spark.RawSchema;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.functions;

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
    /** The position of the row's element in the array that makes the rows; 0 for a record of one row: an integer. */
    public static final String ROW_INDEX = "row$index";
    /** The reasons for refusing the record: an array of {@link Reason#schema()}, empty if the record is valid. */
    public static final String REASONS = "reasons$";

    private RecordColumns() {}

    /** The name that a raw column has while its record is validated. */
    public static String of(String rawColumn) {
        return "raw$" + rawColumn;
    }

    public static Column isValid() {
        return functions.size(functions.col(REASONS)).equalTo(0);
    }
}
