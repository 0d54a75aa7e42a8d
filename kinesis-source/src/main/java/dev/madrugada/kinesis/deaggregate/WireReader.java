package dev.madrugada.kinesis.deaggregate;

import java.nio.charset.StandardCharsets;

/**
 * Reads the fields of one Protocol Buffers message from a part of an array (<a
 * href="https://protobuf.dev/programming-guides/encoding/">encoding</a>). The reader never reads beyond the end of that
 * part. It copies no bytes except text.
 */
final class WireReader {

    private static final int VARINT = 0;
    private static final int FIXED_64 = 1;
    private static final int LENGTH_DELIMITED = 2;
    private static final int START_GROUP = 3;
    private static final int FIXED_32 = 5;

    /**
     * The deepest nesting of groups. No producer nests groups; the limit keeps a malicious record from overflowing the
     * stack.
     */
    private static final int MAX_GROUP_DEPTH = 64;

    private static final int MAX_VARINT_BYTES = 10;

    private final byte[] bytes;
    private final int start;
    private final int end;
    private int position;

    WireReader(byte[] bytes, int from, int end) {
        this.bytes = bytes;
        this.start = from;
        this.position = from;
        this.end = end;
    }

    /** The tag of a varint field. */
    static int varintField(int number) {
        return number << 3 | VARINT;
    }

    /** The tag of a field that holds a message, bytes or text. */
    static int lengthDelimitedField(int number) {
        return number << 3 | LENGTH_DELIMITED;
    }

    /** A new reader at the start of the message. */
    WireReader fromStart() {
        return at(start);
    }

    /** A new reader at a former {@link #position}. */
    WireReader at(int where) {
        return new WireReader(bytes, where, end);
    }

    int position() {
        return position;
    }

    boolean hasMore() {
        return position < end;
    }

    /** The field number and wire type of the next field. */
    int tag() throws MalformedMessageException {
        int tag = (int) varint();
        if (tag >>> 3 == 0) {
            throw new MalformedMessageException();
        }
        return tag;
    }

    /** A 64-bit varint, to be interpreted as unsigned. */
    long varint() throws MalformedMessageException {
        long value = 0;
        for (int i = 0; i < MAX_VARINT_BYTES; i++) {
            byte next = bytes[advance(1)];
            value |= (long) (next & 0x7F) << (7 * i);
            if (next >= 0) {
                return value;
            }
        }
        throw new MalformedMessageException();
    }

    /** A reader of the content of a length-delimited field. */
    WireReader lengthDelimited() throws MalformedMessageException {
        int length = (int) varint();
        int from = advance(length);
        return new WireReader(bytes, from, from + length);
    }

    /** The rest of the message as text. */
    String text() {
        return new String(bytes, position, end - position, StandardCharsets.UTF_8);
    }

    /** A record whose payload is the rest of the message. */
    UserRecord asRecord(int index, String partitionKey) {
        return new UserRecord(index, partitionKey, bytes, position, end);
    }

    /** Skips the value of an unused field. */
    void skip(int tag) throws MalformedMessageException {
        skip(tag, 0);
    }

    private void skip(int tag, int depth) throws MalformedMessageException {
        switch (tag & 7) {
            case VARINT -> varint();
            case FIXED_64 -> advance(Long.BYTES);
            case LENGTH_DELIMITED -> lengthDelimited();
            case START_GROUP -> skipGroup(tag, depth + 1);
            case FIXED_32 -> advance(Integer.BYTES);
            default -> throw new MalformedMessageException();
        }
    }

    private void skipGroup(int startTag, int depth) throws MalformedMessageException {
        if (depth > MAX_GROUP_DEPTH) {
            throw new MalformedMessageException();
        }
        int endTag = startTag + 1;
        int tag = tag();
        while (tag != endTag) {
            skip(tag, depth);
            tag = tag();
        }
    }

    /** Moves past the next {@code length} bytes and returns the position of the first one. */
    private int advance(int length) throws MalformedMessageException {
        if (length < 0 || length > end - position) {
            throw new MalformedMessageException();
        }
        int from = position;
        position += length;
        return from;
    }
}
