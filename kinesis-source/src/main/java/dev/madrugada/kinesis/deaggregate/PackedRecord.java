package dev.madrugada.kinesis.deaggregate;

import org.jspecify.annotations.Nullable;

/**
 * The Protocol Buffers message Record in an aggregate. The record refers to its keys by index, because the tables of
 * keys may follow the record.
 *
 * @param explicitHashKeyIndex null if the record has no explicit hash key
 */
record PackedRecord(long partitionKeyIndex, @Nullable Long explicitHashKeyIndex, WireReader data) {

    private static final int PARTITION_KEY_INDEX = WireReader.varintField(1);
    private static final int EXPLICIT_HASH_KEY_INDEX = WireReader.varintField(2);
    private static final int DATA = WireReader.lengthDelimitedField(3);
    private static final int TAGS = WireReader.lengthDelimitedField(4);
    private static final int TAG_KEY = WireReader.lengthDelimitedField(1);

    /** Parses a record. If a field occurs twice, the last one wins, as in Protocol Buffers. */
    static PackedRecord read(WireReader message) throws MalformedMessageException {
        Long partitionKey = null;
        Long explicitHashKey = null;
        WireReader data = null;
        while (message.hasMore()) {
            int tag = message.tag();
            if (tag == PARTITION_KEY_INDEX) {
                partitionKey = message.varint();
            } else if (tag == EXPLICIT_HASH_KEY_INDEX) {
                explicitHashKey = message.varint();
            } else if (tag == DATA) {
                data = message.lengthDelimited();
            } else if (tag == TAGS) {
                checkTag(message.lengthDelimited());
            } else {
                message.skip(tag);
            }
        }
        if (partitionKey == null || data == null) {
            throw new MalformedMessageException();
        }
        return new PackedRecord(partitionKey, explicitHashKey, data);
    }

    private static void checkTag(WireReader message) throws MalformedMessageException {
        boolean hasKey = false;
        while (message.hasMore()) {
            int tag = message.tag();
            message.skip(tag);
            hasKey = hasKey || tag == TAG_KEY;
        }
        if (!hasKey) {
            throw new MalformedMessageException();
        }
    }
}
