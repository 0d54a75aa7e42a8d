package dev.madrugada.kinesis.deaggregate;

import java.util.Arrays;

/**
 * A record that its producer packed into an aggregate. The payload is copied only when {@link #payload} is called, so a
 * query without the payload copies none. This class is not a Java record, because a Java record compares arrays by
 * identity.
 */
public final class UserRecord {

    private final int index;
    private final String partitionKey;
    private final byte[] aggregate;
    private final int from;
    private final int to;

    UserRecord(int index, String partitionKey, byte[] aggregate, int from, int to) {
        this.index = index;
        this.partitionKey = partitionKey;
        this.aggregate = aggregate;
        this.from = from;
        this.to = to;
    }

    /** The position in the aggregate, from 0. The aggregate's sequence number and this position identify the record. */
    public int index() {
        return index;
    }

    /** The partition key of this record, which may differ from the aggregate's. */
    public String partitionKey() {
        return partitionKey;
    }

    /** A copy of the producer's payload. */
    public byte[] payload() {
        return Arrays.copyOfRange(aggregate, from, to);
    }

    public int payloadLength() {
        return to - from;
    }
}
