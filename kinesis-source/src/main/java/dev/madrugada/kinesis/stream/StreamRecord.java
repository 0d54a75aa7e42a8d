package dev.madrugada.kinesis.stream;

import java.time.Instant;

/** A record as it lies in a shard. Not a Java record: those compare an array by its identity. */
public final class StreamRecord {

    private final String sequenceNumber;
    private final String partitionKey;
    private final long arrivedMillis;
    private final byte[] payload;

    /** Beside the payload: whoever adds up a page need not touch each payload, which lie far apart. */
    private final int payloadLength;

    /**
     * @param arrivedAt in whole milliseconds
     * @param payload the bytes that were put; handed over, not copied
     */
    public StreamRecord(String sequenceNumber, String partitionKey, Instant arrivedAt, byte[] payload) {
        this.sequenceNumber = sequenceNumber;
        this.partitionKey = partitionKey;
        this.arrivedMillis = arrivedAt.toEpochMilli();
        this.payload = payload;
        this.payloadLength = payload.length;
    }

    public String sequenceNumber() {
        return sequenceNumber;
    }

    public String partitionKey() {
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

    /** The bytes themselves, not a copy: not to be changed. */
    public byte[] payload() {
        return payload;
    }

    public int payloadLength() {
        return payloadLength;
    }
}
