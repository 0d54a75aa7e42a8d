package dev.madrugada.kinesis.stream;

import java.time.Instant;

/** A record as it lies in a shard. Not a Java record: those compare an array by its identity. */
public final class StreamRecord {

    private final String sequenceNumber;
    private final String partitionKey;
    private final Instant arrivedAt;
    private final byte[] payload;

    /** @param payload the bytes that were put; handed over, not copied */
    public StreamRecord(String sequenceNumber, String partitionKey, Instant arrivedAt, byte[] payload) {
        this.sequenceNumber = sequenceNumber;
        this.partitionKey = partitionKey;
        this.arrivedAt = arrivedAt;
        this.payload = payload;
    }

    public String sequenceNumber() {
        return sequenceNumber;
    }

    public String partitionKey() {
        return partitionKey;
    }

    /** The service's ApproximateArrivalTimestamp, in milliseconds; neither exact nor ever-increasing. */
    public Instant arrivedAt() {
        return arrivedAt;
    }

    /** The bytes themselves, not a copy: not to be changed. */
    public byte[] payload() {
        return payload;
    }
}
