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
 * @param detail for people; never holds anything the payload held
 */
public record Reason(ReasonCode code, @Nullable String column, String detail) {
    /** The fields of a reason where it is a value of Spark's. */
    public static final String CODE = "code";

    public static StructType schema() {
        return new StructType()
                .add(CODE, DataTypes.StringType)
                .add("column", DataTypes.StringType)
                .add("detail", DataTypes.StringType);
    }

    Row row() {
        return RowFactory.create(code.name(), column, detail);
    }
}
