package dev.madrugada.transform.parse;

import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;

/**
 * One reason for refusing a record.
 *
 * @param column the contract's column that is invalid; null if the reason concerns the whole record
 * @param detail a text for people; it may contain the name of a payload's field, but never a payload's value
 * @param example the invalid value, masked by {@link Masked}; null if there is none
 */
public record Reason(
        ReasonCode code,
        @Nullable String column,
        String detail,
        @Nullable String example) {
    /** The field names of {@link #schema()}. */
    public static final String CODE = "code";

    public static final String COLUMN = "column";
    public static final String DETAIL = "detail";
    public static final String EXAMPLE = "example";

    /** A reason without an example. */
    public Reason(ReasonCode code, @Nullable String column, String detail) {
        this(code, column, detail, null);
    }

    public static StructType schema() {
        return new StructType()
                .add(CODE, DataTypes.StringType)
                .add(COLUMN, DataTypes.StringType)
                .add(DETAIL, DataTypes.StringType)
                .add(EXAMPLE, DataTypes.StringType);
    }

    /** The reason as a row with {@link #schema()}. */
    public Row row() {
        return RowFactory.create(code.name(), column, detail, example);
    }
}
