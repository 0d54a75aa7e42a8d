package dev.madrugada.kinesis.deaggregate;

import java.util.Arrays;

/**
 * The Protocol Buffers message AggregatedRecord: two tables of keys, and records that refer to the keys by index.
 *
 * <p>The tables may follow the records. {@link #read} therefore checks the whole message first. {@link #nextRecord}
 * parses a record again when the caller requests the record. Besides the payload, a message takes about four bytes of
 * memory for each partition key, however many records the message has.
 */
final class AggregateMessage {

    private static final int PARTITION_KEY_TABLE = WireReader.lengthDelimitedField(1);
    private static final int EXPLICIT_HASH_KEY_TABLE = WireReader.lengthDelimitedField(2);
    private static final int RECORDS = WireReader.lengthDelimitedField(3);

    private final WireReader message;

    /** The positions of the partition keys in the message. The first {@code partitionKeyCount} entries are valid. */
    private int[] partitionKeys = new int[8];

    private int partitionKeyCount;
    private int explicitHashKeyCount;
    private int recordCount;
    private long maxPartitionKeyIndex = -1;
    private long maxExplicitHashKeyIndex = -1;

    private AggregateMessage(WireReader message) {
        this.message = message;
    }

    /** Parses and checks {@code message} to its end. */
    static AggregateMessage read(WireReader message) throws MalformedMessageException {
        AggregateMessage aggregate = new AggregateMessage(message);
        aggregate.check();
        return aggregate;
    }

    private void check() throws MalformedMessageException {
        WireReader reader = message.fromStart();
        while (reader.hasMore()) {
            int tag = reader.tag();
            if (tag == PARTITION_KEY_TABLE) {
                addPartitionKey(reader.position());
                reader.skip(tag);
            } else if (tag == EXPLICIT_HASH_KEY_TABLE) {
                explicitHashKeyCount++;
                reader.skip(tag);
            } else if (tag == RECORDS) {
                add(PackedRecord.read(reader.lengthDelimited()));
            } else {
                reader.skip(tag);
            }
        }
        if (maxPartitionKeyIndex >= partitionKeyCount || maxExplicitHashKeyIndex >= explicitHashKeyCount) {
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
        maxPartitionKeyIndex = Math.max(maxPartitionKeyIndex, checkedIndex(record.partitionKeyIndex()));
        if (record.explicitHashKeyIndex() != null) {
            maxExplicitHashKeyIndex = Math.max(maxExplicitHashKeyIndex, checkedIndex(record.explicitHashKeyIndex()));
        }
        recordCount++;
    }

    /** Indexes are unsigned. A value that is negative in Java is beyond the end of any table. */
    private static long checkedIndex(long index) throws MalformedMessageException {
        if (index < 0) {
            throw new MalformedMessageException();
        }
        return index;
    }

    int recordCount() {
        return recordCount;
    }

    /** A reader at the start of the message, for {@link #nextRecord}. */
    WireReader reader() {
        return message.fromStart();
    }

    /** Advances {@code reader} to the next record and parses it. */
    PackedRecord nextRecord(WireReader reader) throws MalformedMessageException {
        int tag = reader.tag();
        while (tag != RECORDS) {
            reader.skip(tag);
            tag = reader.tag();
        }
        return PackedRecord.read(reader.lengthDelimited());
    }

    /** @param index {@link PackedRecord#partitionKeyIndex} */
    String partitionKey(long index) throws MalformedMessageException {
        return message.at(partitionKeys[(int) index]).lengthDelimited().text();
    }
}
