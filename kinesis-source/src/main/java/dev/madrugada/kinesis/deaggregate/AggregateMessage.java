package dev.madrugada.kinesis.deaggregate;

import java.util.ArrayList;
import java.util.List;

/** The message AggregatedRecord: two tables of keys, and records that point into them. The tables may come last. */
final class AggregateMessage {

    private static final int PARTITION_KEY_TABLE = WireReader.contentField(1);
    private static final int EXPLICIT_HASH_KEY_TABLE = WireReader.contentField(2);
    private static final int RECORDS = WireReader.contentField(3);

    private final List<String> partitionKeys = new ArrayList<>();
    private final List<PackedRecord> packed = new ArrayList<>();
    private int explicitHashKeys;

    private AggregateMessage() {}

    static List<UserRecord> recordsOf(WireReader message) throws MalformedMessageException {
        AggregateMessage aggregate = new AggregateMessage();
        aggregate.read(message);
        return aggregate.unpacked();
    }

    private void read(WireReader message) throws MalformedMessageException {
        while (message.hasMore()) {
            int tag = message.tag();
            if (tag == PARTITION_KEY_TABLE) {
                partitionKeys.add(message.content().text());
            } else if (tag == EXPLICIT_HASH_KEY_TABLE) {
                message.content();
                explicitHashKeys++;
            } else if (tag == RECORDS) {
                packed.add(PackedRecord.read(message.content()));
            } else {
                message.skip(tag);
            }
        }
    }

    private List<UserRecord> unpacked() throws MalformedMessageException {
        List<UserRecord> records = new ArrayList<>(packed.size());
        for (PackedRecord record : packed) {
            if (record.explicitHashKeyIndex() != null) {
                place(record.explicitHashKeyIndex(), explicitHashKeys);
            }
            String partitionKey = partitionKeys.get(place(record.partitionKeyIndex(), partitionKeys.size()));
            records.add(record.data().asRecord(records.size(), partitionKey));
        }
        return records;
    }

    private static int place(long index, int tableSize) throws MalformedMessageException {
        if (index < 0 || index >= tableSize) {
            throw new MalformedMessageException();
        }
        return (int) index;
    }
}
