package dev.madrugada.transform.parse;

import java.io.Serializable;
import java.util.List;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.catalyst.util.ArrayData;
import org.apache.spark.sql.catalyst.util.GenericArrayData;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.unsafe.types.UTF8String;
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
        @Nullable String example) implements Serializable {
    /** The field names of {@link #schema()}. */
    public static final String CODE = "code";

    public static final String COLUMN = "column";
    public static final String DETAIL = "detail";
    public static final String EXAMPLE = "example";

    /** A reason without an example. */
    public Reason(ReasonCode code, @Nullable String column, String detail) {
        this(code, column, detail, null);
    }

    /** The same reason with another example. */
    public Reason withExample(@Nullable String other) {
        return new Reason(code, column, detail, other);
    }

    public static StructType schema() {
        return new StructType()
                .add(CODE, DataTypes.StringType)
                .add(COLUMN, DataTypes.StringType)
                .add(DETAIL, DataTypes.StringType)
                .add(EXAMPLE, DataTypes.StringType);
    }

    /** The reasons as Spark's array of structs with {@link #schema()}. */
    public static ArrayData array(List<Reason> reasons) {
        return new GenericArrayData(reasons.stream().map(Reason::row).toArray());
    }

    private InternalRow row() {
        return new GenericInternalRow(new Object[] {
            UTF8String.fromString(code.name()),
            UTF8String.fromString(column),
            UTF8String.fromString(detail),
            UTF8String.fromString(example)
        });
    }
}
