package dev.madrugada.transform.parse;

import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;

/**
 * One reason for refusing a record.
 *
 * @param column the contract's column it is about, or null if it is about the whole record
 * @param detail for people; never a value that the payload held, at most the name of one of its fields
 * @param example the value that was seen, masked by {@link Masked}; null if there was none
 */
public record Reason(
        ReasonCode code,
        @Nullable String column,
        String detail,
        @Nullable String example) {
    /** The fields of a reason where it is a value of Spark's. */
    public static final String CODE = "code";

    public static final String COLUMN = "column";
    public static final String DETAIL = "detail";
    public static final String EXAMPLE = "example";

    /** A reason without a value to show. */
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

    /** As a value of {@link #schema()}. */
    public Row row() {
        return RowFactory.create(code.name(), column, detail, example);
    }
}
