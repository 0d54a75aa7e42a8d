package dev.madrugada.kinesis.read;

import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.Metadata;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * The columns of the source in schema order, each with its name, its type and its value for a record. No value is null.
 */
public enum RecordColumn {
    STREAM("stream", "string") {
        @Override
        Object value(CurrentRecord current) {
            return current.stream();
        }
    },
    SHARD_ID("shard_id", "string") {
        @Override
        Object value(CurrentRecord current) {
            return current.shardId();
        }
    },
    SEQUENCE_NUMBER("sequence_number", "string") {
        @Override
        Object value(CurrentRecord current) {
            return current.sequenceNumber();
        }
    },
    /** The position in the aggregate; 0 for the first record and for a record that is not an aggregate. */
    SUB_SEQUENCE_NUMBER("sub_sequence_number", "bigint") {
        @Override
        Object value(CurrentRecord current) {
            return current.subSequenceNumber();
        }
    },
    PARTITION_KEY("partition_key", "string") {
        @Override
        Object value(CurrentRecord current) {
            return current.partitionKey();
        }
    },
    ARRIVED_AT("arrived_at", "timestamp") {
        @Override
        Object value(CurrentRecord current) {
            return current.stored().arrivedMillis() * 1_000;
        }
    },
    PAYLOAD("payload", "binary") {
        @Override
        Object value(CurrentRecord current) {
            return current.payload();
        }
    };

    private final String columnName;
    private final String sqlType;

    RecordColumn(String columnName, String sqlType) {
        this.columnName = columnName;
        this.sqlType = sqlType;
    }

    /** The value in Spark's internal format for an InternalRow. */
    abstract Object value(CurrentRecord current);

    /** The name in the schema. */
    public String columnName() {
        return columnName;
    }

    /** All columns in schema order. */
    public static List<RecordColumn> all() {
        return List.of(values());
    }

    /** The columns of a schema, in its order. */
    public static List<RecordColumn> of(StructType schema) {
        return Arrays.stream(schema.fieldNames()).map(RecordColumn::named).toList();
    }

    /** The schema of the given columns. */
    public static StructType schema(List<RecordColumn> columns) {
        return new StructType(columns.stream().map(RecordColumn::field).toArray(StructField[]::new));
    }

    private static RecordColumn named(String name) {
        return Arrays.stream(values())
                .filter(column -> column.columnName.equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("kinesis-batch has no column " + name));
    }

    private StructField field() {
        return new StructField(columnName, DataType.fromDDL(sqlType), false, Metadata.empty());
    }
}
