package dev.madrugada.localstack.kinesis;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** A record as it lies in the log. */
@SuppressWarnings("ArrayRecordComponent") // handed on once, never compared
record StoredRecord(SequenceNumber number, String partitionKey, byte[] data) {
    static final int MAX_DATA_BYTES = 10 << 20;

    /** What counts against the limits of a page and of a request. */
    int size() {
        return data.length + partitionKey.getBytes(StandardCharsets.UTF_8).length;
    }

    byte[] encoded() {
        byte[] key = partitionKey.getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(30 + key.length + data.length)
                .putLong(number.arrivalMillis())
                .putLong(number.run())
                .putLong(number.ordinal())
                .putInt(number.shard())
                .putShort((short) key.length)
                .put(key)
                .put(data)
                .array();
    }

    static SequenceNumber number(ByteBuffer encoded) {
        ByteBuffer view = encoded.duplicate();
        return new SequenceNumber(view.getLong(), view.getLong(), view.getLong(), view.getInt());
    }

    static StoredRecord decoded(ByteBuffer encoded) {
        ByteBuffer view = encoded.duplicate();
        SequenceNumber number = number(view);
        view.position(view.position() + 28);
        byte[] key = new byte[Short.toUnsignedInt(view.getShort())];
        view.get(key);
        byte[] data = new byte[view.remaining()];
        view.get(data);
        return new StoredRecord(number, new String(key, StandardCharsets.UTF_8), data);
    }
}
