package dev.madrugada.kinesis.read;

import dev.madrugada.kinesis.deaggregate.UserRecord;
import dev.madrugada.kinesis.stream.ByteSlice;
import dev.madrugada.kinesis.stream.StreamRecord;
import org.apache.spark.unsafe.types.UTF8String;
import org.jspecify.annotations.Nullable;

/**
 * The record of the current row: a Kinesis record, or a user record of an aggregate. A task has one instance and sets
 * the instance for each row.
 */
final class CurrentRecord {

    private ShardOrigin origin = ShardOrigin.of("", "");
    private @Nullable StreamRecord stored;
    private @Nullable UserRecord packed;

    /** Sets the stream and the shard of the following records. */
    void setOrigin(ShardOrigin shard) {
        origin = shard;
    }

    /** Removes the record, because a record keeps its whole page in memory. */
    void clear() {
        stored = null;
        packed = null;
    }

    /** Sets a Kinesis record. */
    void show(StreamRecord shown) {
        stored = shown;
        packed = null;
    }

    /** Sets a user record of the current Kinesis record. */
    void show(UserRecord within) {
        packed = within;
    }

    UTF8String stream() {
        return origin.stream();
    }

    UTF8String shardId() {
        return origin.shardId();
    }

    /** The Kinesis record, also if the row is one of its user records. */
    StreamRecord stored() {
        if (stored == null) {
            throw new IllegalStateException("no record has been set");
        }
        return stored;
    }

    long subSequenceNumber() {
        return packed == null ? 0 : packed.index();
    }

    UTF8String sequenceNumber() {
        return inPlace(stored().rawSequenceNumber());
    }

    UTF8String partitionKey() {
        return packed == null ? inPlace(stored().rawPartitionKey()) : UTF8String.fromString(packed.partitionKey());
    }

    byte[] payload() {
        return packed == null ? stored().payload() : packed.payload();
    }

    int payloadLength() {
        return packed == null ? stored().payloadLength() : packed.payloadLength();
    }

    /** Refers to the page without a copy. The row is not used after the page is released. */
    private static UTF8String inPlace(ByteSlice text) {
        return UTF8String.fromBytes(text.array(), text.from(), text.length());
    }
}
