package dev.madrugada.common.spark.raw;

import dev.madrugada.common.lake.ShardSpan;
import java.io.Serializable;
import java.util.Objects;
import org.apache.spark.unsafe.types.UTF8String;
import org.jspecify.annotations.Nullable;

/** Counts the records of one shard in one hour. Not thread-safe. */
final class ShardCount implements Serializable {
    private static final long serialVersionUID = 1L;

    private @Nullable UTF8String first;
    private @Nullable UTF8String last;
    private long rows;
    private long bytes;

    /**
     * Adds a record.
     *
     * @param sequenceNumber may be changed after the call
     */
    void add(UTF8String sequenceNumber, int payloadBytes) {
        UTF8String greatest = last;
        if (greatest == null) {
            first = sequenceNumber.clone();
            last = first;
        } else {
            int order = SequenceOrder.compare(sequenceNumber, greatest);
            if (order > 0) {
                last = sequenceNumber.clone();
            } else if (order < 0 && SequenceOrder.compare(sequenceNumber, Objects.requireNonNull(first)) < 0) {
                first = sequenceNumber.clone();
            }
        }
        rows++;
        bytes += payloadBytes;
    }

    /** Adds what another task counted. */
    ShardCount and(ShardCount other) {
        if (other.first != null && (first == null || SequenceOrder.compare(other.first, first) < 0)) {
            first = other.first;
        }
        if (other.last != null && (last == null || SequenceOrder.compare(other.last, last) > 0)) {
            last = other.last;
        }
        rows += other.rows;
        bytes += other.bytes;
        return this;
    }

    ShardSpan span(String shard) {
        return new ShardSpan(
                shard,
                first == null ? null : first.toString(),
                last == null ? null : last.toString(),
                null,
                null,
                rows,
                bytes);
    }
}
