package dev.madrugada.kinesis.stream;

import java.time.Instant;

/** A record as it lies in a shard: a view of the page it came in, which lives as long as one of its records. */
public final class StreamRecord {

    private final Stretch sequenceNumber;
    private final Stretch partitionKey;
    private final long arrivedMillis;
    private final Stretch payload;

    /** @param arrivedMillis in milliseconds since 1970 */
    StreamRecord(Stretch sequenceNumber, Stretch partitionKey, long arrivedMillis, Stretch payload) {
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
        this(Stretch.of(sequenceNumber), Stretch.of(partitionKey), arrivedAt.toEpochMilli(), Stretch.whole(payload));
    }

    public String sequenceNumber() {
        return sequenceNumber.text();
    }

    /** In UTF-8, where it lies. */
    public Stretch rawSequenceNumber() {
        return sequenceNumber;
    }

    public String partitionKey() {
        return partitionKey.text();
    }

    /** In UTF-8, where it lies. */
    public Stretch rawPartitionKey() {
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
    public Stretch rawPayload() {
        return payload;
    }

    public int payloadLength() {
        return payload.length();
    }
}
