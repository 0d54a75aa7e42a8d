package dev.madrugada.kinesis.deaggregate;

import java.util.Arrays;

/**
 * The message AggregatedRecord: two tables of keys, and records that point into them. The tables may come last, so it is
 * read to its end and checked first; its records are found again one by one as they are asked for. So nothing is held
 * beside the payload but four bytes for each partition key, however many records of six bytes it is made of.
 */
final class AggregateMessage {

    private static final int PARTITION_KEY_TABLE = WireReader.contentField(1);
    private static final int EXPLICIT_HASH_KEY_TABLE = WireReader.contentField(2);
    private static final int RECORDS = WireReader.contentField(3);

    private final WireReader message;

    /** Where in the message the partition keys lie; as many as have been counted. */
    private int[] partitionKeys = new int[8];

    private int partitionKeyCount;
    private int explicitHashKeyCount;
    private int recordCount;
    private long lastPartitionKeyUsed = -1;
    private long lastExplicitHashKeyUsed = -1;

    private AggregateMessage(WireReader message) {
        this.message = message;
    }

    /** What {@code message} says, which must be well-formed from its beginning to its end. */
    static AggregateMessage read(WireReader message) throws MalformedMessageException {
        AggregateMessage aggregate = new AggregateMessage(message);
        aggregate.check();
        return aggregate;
    }

    private void check() throws MalformedMessageException {
        WireReader reader = message.again();
        while (reader.hasMore()) {
            int tag = reader.tag();
            if (tag == PARTITION_KEY_TABLE) {
                addPartitionKey(reader.position());
                reader.skip(tag);
            } else if (tag == EXPLICIT_HASH_KEY_TABLE) {
                explicitHashKeyCount++;
                reader.skip(tag);
            } else if (tag == RECORDS) {
                add(PackedRecord.read(reader.content()));
            } else {
                reader.skip(tag);
            }
        }
        if (lastPartitionKeyUsed >= partitionKeyCount || lastExplicitHashKeyUsed >= explicitHashKeyCount) {
            throw new MalformedMessageException();
        }
    }

    private void addPartitionKey(int position) {
        if (partitionKeyCount == partitionKeys.length) {
            partitionKeys = Arrays.copyOf(partitionKeys, 2 * partitionKeyCount);
        }
        partitionKeys[partitionKeyCount++] = position;
    }

    private void add(PackedRecord record) throws MalformedMessageException {
        lastPartitionKeyUsed = Math.max(lastPartitionKeyUsed, placeInATable(record.partitionKeyIndex()));
        if (record.explicitHashKeyIndex() != null) {
            lastExplicitHashKeyUsed = Math.max(lastExplicitHashKeyUsed, placeInATable(record.explicitHashKeyIndex()));
        }
        recordCount++;
    }

    /** Numbers are unsigned: what looks negative lies behind any table's end. */
    private static long placeInATable(long index) throws MalformedMessageException {
        if (index < 0) {
            throw new MalformedMessageException();
        }
        return index;
    }

    int recordCount() {
        return recordCount;
    }

    /** The message, to look for records in. */
    WireReader reader() {
        return message.again();
    }

    /** The first record that {@code reader} comes to. */
    PackedRecord nextRecord(WireReader reader) throws MalformedMessageException {
        int tag = reader.tag();
        while (tag != RECORDS) {
            reader.skip(tag);
            tag = reader.tag();
        }
        return PackedRecord.read(reader.content());
    }

    /** @param index in the table, as {@link PackedRecord} has it */
    String partitionKey(long index) throws MalformedMessageException {
        return message.at(partitionKeys[(int) index]).content().text();
    }
}
