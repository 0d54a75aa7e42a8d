package dev.madrugada.localstack.kinesis;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * A record and its encoding in the log. The encoding is the CBOR map that GetRecords returns, so that a page is written
 * by copying bytes. All CBOR heads have fixed widths, so that each field is at a fixed offset from its predecessor.
 *
 * @param reportedMillis ApproximateArrivalTimestamp in epoch milliseconds; Kinesis guarantees neither the accuracy nor
 *     the order of this time
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record StoredRecord(SequenceNumber number, long reportedMillis, String partitionKey, byte[] data) {
    static final int MAX_DATA_BYTES = 10 << 20;

    private static final byte[] MAP_OF_FOUR = {(byte) 0xa4};
    private static final byte[] BEFORE_NUMBER = joined(MAP_OF_FOUR, name("SequenceNumber"), head(0x78, 56));
    private static final byte[] BEFORE_ARRIVAL =
            joined(head(0x78, 27), ascii("ApproximateArrivalTimestamp"), head(0x1b));
    private static final byte[] BEFORE_KEY = joined(name("PartitionKey"), head(0x79));
    private static final byte[] BEFORE_DATA = joined(name("Data"), head(0x5a));

    private static final int NUMBER_AT = BEFORE_NUMBER.length;
    private static final int ARRIVAL_AT = NUMBER_AT + SequenceNumber.LENGTH + BEFORE_ARRIVAL.length;
    private static final int KEY_LENGTH_AT = ARRIVAL_AT + Long.BYTES + BEFORE_KEY.length;
    private static final int KEY_AT = KEY_LENGTH_AT + Short.BYTES;

    /** Size of an encoded record without its partition key and data. */
    static final int OVERHEAD = KEY_AT + BEFORE_DATA.length + Integer.BYTES;

    /** A record whose ApproximateArrivalTimestamp is its arrival time. */
    StoredRecord(SequenceNumber number, String partitionKey, byte[] data) {
        this(number, number.arrivalMillis(), partitionKey, data);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static byte[] head(int... bytes) {
        byte[] head = new byte[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            head[i] = (byte) bytes[i];
        }
        return head;
    }

    /** A CBOR text string of up to 23 ASCII characters. */
    private static byte[] name(String name) {
        return joined(head(0x60 + name.length()), ascii(name));
    }

    private static byte[] joined(byte[]... parts) {
        int length = 0;
        for (byte[] part : parts) {
            length += part.length;
        }
        ByteBuffer all = ByteBuffer.allocate(length);
        for (byte[] part : parts) {
            all.put(part);
        }
        return all.array();
    }

    byte[] encoded() {
        byte[] key = partitionKey.getBytes(StandardCharsets.UTF_8);
        byte[] encoded = new byte[OVERHEAD + key.length + data.length];
        ByteBuffer buffer = ByteBuffer.wrap(encoded).put(BEFORE_NUMBER);
        number.write(encoded, NUMBER_AT);
        buffer.position(NUMBER_AT + SequenceNumber.LENGTH)
                .put(BEFORE_ARRIVAL)
                .putLong(reportedMillis)
                .put(BEFORE_KEY)
                .putShort((short) key.length)
                .put(key)
                .put(BEFORE_DATA)
                .putInt(data.length)
                .put(data);
        return encoded;
    }

    static SequenceNumber number(ByteBuffer encoded) {
        return SequenceNumber.read(encoded, NUMBER_AT);
    }

    static StoredRecord decoded(ByteBuffer encoded) {
        byte[] key = new byte[Short.toUnsignedInt(encoded.getShort(KEY_LENGTH_AT))];
        encoded.get(KEY_AT, key);
        byte[] data = new byte[encoded.limit() - OVERHEAD - key.length];
        encoded.get(OVERHEAD + key.length, data);
        return new StoredRecord(
                number(encoded), encoded.getLong(ARRIVAL_AT), new String(key, StandardCharsets.UTF_8), data);
    }
}
