package dev.madrugada.kinesis.read;

import dev.madrugada.kinesis.stream.StreamRecord;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.Metadata;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.unsafe.types.UTF8String;

/** A column of the source, in the order of its schema: its name, its type, and its value for a record. None is null. */
public enum RecordColumn {
    STREAM("stream", "string") {
        @Override
        Object value(ShardOrigin origin, StreamRecord record) {
            return origin.stream();
        }
    },
    SHARD_ID("shard_id", "string") {
        @Override
        Object value(ShardOrigin origin, StreamRecord record) {
            return origin.shardId();
        }
    },
    SEQUENCE_NUMBER("sequence_number", "string") {
        @Override
        Object value(ShardOrigin origin, StreamRecord record) {
            return UTF8String.fromString(record.sequenceNumber());
        }
    },
    /** The place in an aggregate; aggregates are not taken apart, so each record is the first in its own. */
    SUB_SEQUENCE_NUMBER("sub_sequence_number", "bigint") {
        @Override
        Object value(ShardOrigin origin, StreamRecord record) {
            return 0L;
        }
    },
    PARTITION_KEY("partition_key", "string") {
        @Override
        Object value(ShardOrigin origin, StreamRecord record) {
            return UTF8String.fromString(record.partitionKey());
        }
    },
    ARRIVED_AT("arrived_at", "timestamp") {
        @Override
        Object value(ShardOrigin origin, StreamRecord record) {
            return ChronoUnit.MICROS.between(Instant.EPOCH, record.arrivedAt());
        }
    },
    PAYLOAD("payload", "binary") {
        @Override
        Object value(ShardOrigin origin, StreamRecord record) {
            return record.payload();
        }
    };

    private final String columnName;
    private final String sqlType;

    RecordColumn(String columnName, String sqlType) {
        this.columnName = columnName;
        this.sqlType = sqlType;
    }

    /** In Spark's internal form, ready for an InternalRow. */
    abstract Object value(ShardOrigin origin, StreamRecord record);

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
