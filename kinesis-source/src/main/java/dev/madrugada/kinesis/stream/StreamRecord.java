package dev.madrugada.kinesis.stream;

import java.time.Instant;

/** A record as it lies in a shard: a view of the page it came in, which lives as long as one of its records. */
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
     * A record that lies in no page.
     *
     * @param arrivedAt in whole milliseconds
     * @param payload the bytes that were put; handed over, not copied
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

    /** In UTF-8, where it lies. */
    public ByteSlice rawSequenceNumber() {
        return sequenceNumber;
    }

    public String partitionKey() {
        return partitionKey.text();
    }

    /** In UTF-8, where it lies. */
    public ByteSlice rawPartitionKey() {
        return partitionKey;
    }

    /** The service's ApproximateArrivalTimestamp, in milliseconds; neither exact nor ever-increasing. */
    public Instant arrivedAt() {
        return Instant.ofEpochMilli(arrivedMillis);
    }

    /** {@link #arrivedAt()} in milliseconds since 1970. */
    public long arrivedMillis() {
        return arrivedMillis;
    }

    /** The bytes that were put, taken out of the page. Not to be changed. */
    public byte[] payload() {
        return payload.bytes();
    }

    /** The bytes that were put, where they lie. */
    public ByteSlice rawPayload() {
        return payload;
    }

    public int payloadLength() {
        return payload.length();
    }
}
