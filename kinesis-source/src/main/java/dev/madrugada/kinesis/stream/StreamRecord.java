package dev.madrugada.kinesis.stream;

import java.time.Instant;

/**
 * A record of a shard. The record refers to its page, so the page stays in memory as long as any record of the page.
 */
public final class StreamRecord {

    private final ByteSlice sequenceNumber;
    private final ByteSlice partitionKey;
    private final long arrivedMillis;
    private final ByteSlice payload;

    /** @param arrivedMillis in milliseconds since 1970 */
    StreamRecord(ByteSlice sequenceNumber, ByteSlice partitionKey, long arrivedMillis, ByteSlice payload) {
        this.sequenceNumber = sequenceNumber;
        this.partitionKey = partitionKey;
        this.arrivedMillis = arrivedMillis;
        this.payload = payload;
    }

    /**
     * A record without a page.
     *
     * @param arrivedAt in whole milliseconds
     * @param payload not copied; the caller must not change it
     */
    public StreamRecord(String sequenceNumber, String partitionKey, Instant arrivedAt, byte[] payload) {
        this(
                ByteSlice.of(sequenceNumber),
                ByteSlice.of(partitionKey),
                arrivedAt.toEpochMilli(),
                ByteSlice.whole(payload));
    }

    public String sequenceNumber() {
        return sequenceNumber.text();
    }

    /** The UTF-8 bytes, without a copy. */
    public ByteSlice rawSequenceNumber() {
        return sequenceNumber;
    }

    public String partitionKey() {
        return partitionKey.text();
    }

    /** The UTF-8 bytes, without a copy. */
    public ByteSlice rawPartitionKey() {
        return partitionKey;
    }

    /** ApproximateArrivalTimestamp, in milliseconds. The time is neither exact nor monotonic within a shard. */
    public Instant arrivedAt() {
        return Instant.ofEpochMilli(arrivedMillis);
    }

    /** {@link #arrivedAt()} in milliseconds since 1970. */
    public long arrivedMillis() {
        return arrivedMillis;
    }

    /** The producer's payload. Must not be changed. */
    public byte[] payload() {
        return payload.bytes();
    }

    /** The producer's payload, without a copy. */
    public ByteSlice rawPayload() {
        return payload;
    }

    public int payloadLength() {
        return payload.length();
    }
}
