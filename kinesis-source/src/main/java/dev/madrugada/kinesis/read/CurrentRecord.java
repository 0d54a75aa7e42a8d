package dev.madrugada.kinesis.read;

import dev.madrugada.kinesis.deaggregate.UserRecord;
import dev.madrugada.kinesis.stream.ByteSlice;
import dev.madrugada.kinesis.stream.StreamRecord;
import org.apache.spark.unsafe.types.UTF8String;
import org.jspecify.annotations.Nullable;

/**
 * What the current row is made of: a record of the stream, or one of those packed into it. One per task, filled anew for
 * each row.
 */
final class CurrentRecord {

    private ShardOrigin origin = ShardOrigin.of("", "");
    private @Nullable StreamRecord stored;
    private @Nullable UserRecord packed;

    /** From here on records lie in this shard. */
    void lieIn(ShardOrigin shard) {
        origin = shard;
    }

    /** Nothing is shown any more: a record keeps the page that it lies in. */
    void clear() {
        stored = null;
        packed = null;
    }

    /** The record as it is stored. */
    void show(StreamRecord shown) {
        stored = shown;
        packed = null;
    }

    /** A record packed into the one shown. */
    void show(UserRecord within) {
        packed = within;
    }

    UTF8String stream() {
        return origin.stream();
    }

    UTF8String shardId() {
        return origin.shardId();
    }

    /** The record of the stream. */
    StreamRecord stored() {
        if (stored == null) {
            throw new IllegalStateException("no record has been shown");
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

    /** Not copied: the row lives no longer than the page. */
    private static UTF8String inPlace(ByteSlice text) {
        return UTF8String.fromBytes(text.array(), text.from(), text.length());
    }
}
