package dev.madrugada.kinesis.read;

import dev.madrugada.kinesis.stream.StreamRecord;
import org.apache.spark.unsafe.types.UTF8String;
import org.jspecify.annotations.Nullable;

/** The record that the current row is made of. One per task, filled anew for each row. */
final class CurrentRecord {

    private ShardOrigin origin = ShardOrigin.of("", "");
    private @Nullable StreamRecord record;
    private long subSequenceNumber;

    /** From here on records lie in this shard. */
    void lieIn(ShardOrigin shard) {
        origin = shard;
    }

    /** @param place in the aggregate that the record was taken from, 0 for the first and for one that was in none */
    void show(StreamRecord shown, long place) {
        record = shown;
        subSequenceNumber = place;
    }

    UTF8String stream() {
        return origin.stream();
    }

    UTF8String shardId() {
        return origin.shardId();
    }

    long subSequenceNumber() {
        return subSequenceNumber;
    }

    StreamRecord record() {
        if (record == null) {
            throw new IllegalStateException("no record has been shown");
        }
        return record;
    }
}
