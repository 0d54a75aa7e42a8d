package dev.madrugada.common.spark;

import dev.madrugada.common.contract.Column;
import dev.madrugada.common.contract.ColumnType;
import java.util.Collection;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/** Maps the contract's types to Spark's types. */
public final class SparkTypes {
    private SparkTypes() {}

    public static DataType of(ColumnType type) {
        return switch (type.kind()) {
            case BIGINT -> DataTypes.LongType;
            case INTEGER -> DataTypes.IntegerType;
            case DOUBLE -> DataTypes.DoubleType;
            case DECIMAL -> DataTypes.createDecimalType(type.precision(), type.scale());
            case BOOLEAN -> DataTypes.BooleanType;
            case VARCHAR, JSON -> DataTypes.StringType;
            case TIMESTAMP -> DataTypes.TimestampType;
            case DATE -> DataTypes.DateType;
            case ARRAY -> DataTypes.createArrayType(of(type.parts().get(0).type()), true);
            case MAP ->
                DataTypes.createMapType(
                        of(type.parts().get(0).type()), of(type.parts().get(1).type()), true);
            case STRUCT ->
                new StructType(type.parts().stream()
                        .map(part -> DataTypes.createStructField(part.name(), of(part.type()), true))
                        .toArray(StructField[]::new));
        };
    }

    /** The Spark schema of the columns, in order; all columns are nullable. */
    public static StructType schema(Collection<Column> columns) {
        return new StructType(columns.stream()
                .map(column -> DataTypes.createStructField(column.name(), of(column.type()), true))
                .toArray(StructField[]::new));
    }
}
