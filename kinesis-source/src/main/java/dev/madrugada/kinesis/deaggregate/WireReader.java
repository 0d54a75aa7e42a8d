package dev.madrugada.kinesis.deaggregate;

import java.nio.charset.StandardCharsets;

/**
 * Reads the fields of one Protocol Buffers message from a stretch of bytes (<a
 * href="https://protobuf.dev/programming-guides/encoding/">encoding</a>). Never reads past its end; copies nothing but
 * text.
 */
final class WireReader {

    private static final int VARINT = 0;
    private static final int FIXED_64 = 1;
    private static final int CONTENT = 2;
    private static final int START_GROUP = 3;
    private static final int FIXED_32 = 5;

    /** Groups inside of groups; nobody writes them, and a hostile record shall not overflow the stack. */
    private static final int DEEPEST_GROUP = 64;

    private static final int MOST_BYTES_IN_VARINT = 10;

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

    /** The tag of a field that holds a number. */
    static int varintField(int number) {
        return number << 3 | VARINT;
    }

    /** The tag of a field that holds a message, bytes or text. */
    static int contentField(int number) {
        return number << 3 | CONTENT;
    }

    /** The same stretch, from its beginning. */
    WireReader again() {
        return at(start);
    }

    /** The same stretch, from where {@link #position} was. */
    WireReader at(int where) {
        return new WireReader(bytes, where, end);
    }

    int position() {
        return position;
    }

    boolean hasMore() {
        return position < end;
    }

    /** The next field's number and wire type in one. */
    int tag() throws MalformedMessageException {
        int tag = (int) varint();
        if (tag >>> 3 == 0) {
            throw new MalformedMessageException();
        }
        return tag;
    }

    /** A number of 64 bits, to be taken as unsigned. */
    long varint() throws MalformedMessageException {
        long value = 0;
        for (int i = 0; i < MOST_BYTES_IN_VARINT; i++) {
            byte next = bytes[advance(1)];
            value |= (long) (next & 0x7F) << (7 * i);
            if (next >= 0) {
                return value;
            }
        }
        throw new MalformedMessageException();
    }

    /** What a length-delimited field holds. */
    WireReader content() throws MalformedMessageException {
        int length = (int) varint();
        int from = advance(length);
        return new WireReader(bytes, from, from + length);
    }

    /** All that is left, as text. */
    String text() {
        return new String(bytes, position, end - position, StandardCharsets.UTF_8);
    }

    /** All that is left, as the payload of a record. */
    UserRecord asRecord(int index, String partitionKey) {
        return new UserRecord(index, partitionKey, bytes, position, end);
    }

    /** Passes over a field that says nothing to us. */
    void skip(int tag) throws MalformedMessageException {
        skip(tag, 0);
    }

    private void skip(int tag, int depth) throws MalformedMessageException {
        switch (tag & 7) {
            case VARINT -> varint();
            case FIXED_64 -> advance(Long.BYTES);
            case CONTENT -> content();
            case START_GROUP -> skipGroup(tag, depth + 1);
            case FIXED_32 -> advance(Integer.BYTES);
            default -> throw new MalformedMessageException();
        }
    }

    private void skipGroup(int startTag, int depth) throws MalformedMessageException {
        if (depth > DEEPEST_GROUP) {
            throw new MalformedMessageException();
        }
        int endTag = startTag + 1;
        int tag = tag();
        while (tag != endTag) {
            skip(tag, depth);
            tag = tag();
        }
    }

    /** Where the next {@code length} bytes begin. */
    private int advance(int length) throws MalformedMessageException {
        if (length < 0 || length > end - position) {
            throw new MalformedMessageException();
        }
        int from = position;
        position += length;
        return from;
    }
}
