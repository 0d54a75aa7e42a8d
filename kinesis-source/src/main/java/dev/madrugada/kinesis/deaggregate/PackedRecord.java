package dev.madrugada.kinesis.deaggregate;

import org.jspecify.annotations.Nullable;

/**
 * The message Record as it lies in an aggregate: its keys are places in tables that may not have been read yet.
 *
 * @param explicitHashKeyIndex null if the record has no explicit hash key
 */
record PackedRecord(long partitionKeyIndex, @Nullable Long explicitHashKeyIndex, WireReader data) {

    private static final int PARTITION_KEY_INDEX = WireReader.varintField(1);
    private static final int EXPLICIT_HASH_KEY_INDEX = WireReader.varintField(2);
    private static final int DATA = WireReader.contentField(3);
    private static final int TAGS = WireReader.contentField(4);
    private static final int TAG_KEY = WireReader.contentField(1);

    /** Of a field that comes twice the last one counts, as Protocol Buffers has it. */
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
                data = message.content();
            } else if (tag == TAGS) {
                checkTag(message.content());
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
