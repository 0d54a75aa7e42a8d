package dev.madrugada.kinesis.read;

import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.Metadata;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/** A column of the source, in the order of its schema: its name, its type, and its value for a record. None is null. */
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
    /** The place in the aggregate that the record was taken from; 0 for the first, and for one that was in none. */
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

    /** In Spark's internal form, ready for an InternalRow. */
    abstract Object value(CurrentRecord current);

    /** The name in the schema. */
    public String columnName() {
        return columnName;
    }

    /** All columns, in their order. */
    public static List<RecordColumn> all() {
        return List.of(values());
    }

    /** The columns that a schema names, in the schema's order. */
    public static List<RecordColumn> of(StructType schema) {
        return Arrays.stream(schema.fieldNames()).map(RecordColumn::named).toList();
    }

    /** The schema of some columns. */
    public static StructType schema(List<RecordColumn> columns) {
        return new StructType(columns.stream().map(RecordColumn::field).toArray(StructField[]::new));
    }

    private static RecordColumn named(String name) {
        return Arrays.stream(values())
                .filter(column -> column.columnName.equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no column of kinesis-batch: " + name));
    }

    private StructField field() {
        return new StructField(columnName, DataType.fromDDL(sqlType), false, Metadata.empty());
    }
}
