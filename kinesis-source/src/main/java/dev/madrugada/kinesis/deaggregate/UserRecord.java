package dev.madrugada.kinesis.deaggregate;

import java.util.Arrays;

/**
 * A record as its producer knew it, inside of an aggregate. Its payload stays where it is until it is asked for, so a
 * read without the payload copies none. Not a Java record: those compare an array by its identity.
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

    /** The place in the aggregate, from 0: with the aggregate's sequence number it names the record. */
    public int index() {
        return index;
    }

    /** The record's own, which the aggregate's need not be. */
    public String partitionKey() {
        return partitionKey;
    }

    /** The bytes that were put, copied. */
    public byte[] payload() {
        return Arrays.copyOfRange(aggregate, from, to);
    }

    public int payloadLength() {
        return to - from;
    }
}
