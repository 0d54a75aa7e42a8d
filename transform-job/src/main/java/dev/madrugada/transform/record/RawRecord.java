package dev.madrugada.transform.record;

import dev.madrugada.common.spark.RawSchema;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.unsafe.types.UTF8String;
import org.jspecify.annotations.Nullable;

/**
 * A row of {@link RawSchema#schema()}. Its values are valid until the iterator that returned the row advances.
 *
 * @param row the row, as Spark reads it
 * @param arrivalDay the raw partition that the row was read from, in days since 1970-01-01
 */
public record RawRecord(InternalRow row, int arrivalDay) {
    private static final int STREAM = RawSchema.schema().fieldIndex(RawSchema.STREAM);
    private static final int SHARD_ID = RawSchema.schema().fieldIndex(RawSchema.SHARD_ID);
    private static final int SEQUENCE_NUMBER = RawSchema.schema().fieldIndex(RawSchema.SEQUENCE_NUMBER);
    private static final int SUB_SEQUENCE_NUMBER = RawSchema.schema().fieldIndex(RawSchema.SUB_SEQUENCE_NUMBER);
    private static final int ARRIVED_AT = RawSchema.schema().fieldIndex(RawSchema.ARRIVED_AT);
    private static final int PAYLOAD = RawSchema.schema().fieldIndex(RawSchema.PAYLOAD);

    public @Nullable UTF8String stream() {
        return row.getUTF8String(STREAM);
    }

    public @Nullable UTF8String shardId() {
        return row.getUTF8String(SHARD_ID);
    }

    public @Nullable UTF8String sequenceNumber() {
        return row.getUTF8String(SEQUENCE_NUMBER);
    }

    public long subSequenceNumber() {
        return row.getLong(SUB_SEQUENCE_NUMBER);
    }

    /** The arrival time, in microseconds since 1970-01-01T00:00:00Z. */
    public long arrivedMicros() {
        return row.getLong(ARRIVED_AT);
    }

    public byte @Nullable [] payload() {
        return row.getBinary(PAYLOAD);
    }
}
