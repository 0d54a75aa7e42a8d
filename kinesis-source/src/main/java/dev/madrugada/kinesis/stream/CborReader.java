package dev.madrugada.kinesis.stream;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Base64;

/**
 * Reads CBOR (<a href="https://www.rfc-editor.org/rfc/rfc8949">RFC 8949</a>) item by item. The reader skips tags. It
 * does not copy strings: {@link #from} and {@link #length} locate the last string that was read. A string of indefinite
 * length is made contiguous in place, so the reader must own the array. The reader never reads beyond the end of the
 * array. Data that is not well-formed gives a {@link MalformedPageException}.
 */
final class CborReader {

    private static final int UNSIGNED = 0;
    private static final int NEGATIVE = 1;
    private static final int BYTES = 2;
    private static final int TEXT = 3;
    private static final int ARRAY = 4;
    private static final int MAP = 5;
    private static final int TAG = 6;
    private static final int SIMPLE = 7;
    /**
     * Values of the additional information, the lower five bits of an item's first byte: the argument follows in 1, 2,
     * 4 or 8 bytes, or the length is indefinite.
     */
    private static final int ONE_BYTE = 24;

    private static final int TWO_BYTES = 25;
    private static final int FOUR_BYTES = 26;
    private static final int EIGHT_BYTES = 27;
    private static final int INDEFINITE = 31;
    private static final int NULL = 0xF6;
    private static final int UNDEFINED = 0xF7;
    private static final int BREAK = 0xFF;
    /**
     * The deepest nesting. No service nests items this deep; the limit keeps a malicious page from overflowing the
     * stack.
     */
    private static final int MAX_DEPTH = 64;

    private final byte[] bytes;
    private int position;
    private int from;
    private int length;

    CborReader(byte[] bytes) {
        this.bytes = bytes;
    }

    /** The start of the last string. */
    int from() {
        return from;
    }

    /** The length of the last string. */
    int length() {
        return length;
    }

    /** Whether the last string equals {@code name}. */
    boolean is(byte[] name) {
        return length == name.length && Arrays.equals(bytes, from, from + length, name, 0, length);
    }

    /** Starts a map. Returns the number of its entries, which the caller counts down and passes to {@link #hasMore}. */
    long map() {
        return count(MAP);
    }

    /**
     * Starts an array. Returns the number of its elements, which the caller counts down and passes to {@link #hasMore}.
     */
    long array() {
        return count(ARRAY);
    }

    /** Whether another entry follows. {@code left} is negative for an indefinite length. */
    boolean hasMore(long left) {
        if (left >= 0) {
            return left > 0;
        }
        if (peek() != BREAK) {
            return true;
        }
        position++;
        return false;
    }

    void text() {
        string(TEXT, head());
    }

    /** A byte string, or a text in base64. The AWS SDK accepts both, and some Kinesis implementations send base64. */
    void binary() {
        int head = head();
        if (head >>> 5 == TEXT) {
            string(TEXT, head);
            unpackBase64();
        } else {
            string(BYTES, head);
        }
    }

    /** The key of a map entry. A key that is not a text is skipped and equals no name. */
    void key() {
        int head = head();
        if (head >>> 5 == TEXT) {
            string(TEXT, head);
        } else {
            skip(head, 0);
            length = -1;
        }
    }

    /** A number. The fraction of a floating-point number is dropped. */
    long integer() {
        int head = head();
        int info = head & 0x1F;
        return switch (head >>> 5) {
            case UNSIGNED -> requireSigned(argument(info));
            case NEGATIVE -> -1 - requireSigned(argument(info));
            case SIMPLE -> truncated(floatingPoint(info));
            default -> throw malformed("not a number");
        };
    }

    /** Skips the next item if it is null or undefined. */
    boolean skippedNull() {
        int start = position;
        int head = head();
        if (head == NULL || head == UNDEFINED) {
            return true;
        }
        position = start;
        return false;
    }

    /** Skips one item of any type. */
    void skip() {
        skip(head(), 0);
    }

    /** Checks that the data ends here. */
    void end() {
        if (position != bytes.length) {
            throw malformed("data after the end of the page");
        }
    }

    private void skip(int head, int depth) {
        if (depth > MAX_DEPTH) {
            throw malformed("items nested too deep");
        }
        int major = head >>> 5;
        switch (major) {
            case BYTES, TEXT -> string(major, head);
            case ARRAY -> skipItems(countOf(head), 1, depth);
            case MAP -> skipItems(countOf(head), 2, depth);
            case SIMPLE -> skipSimple(head & 0x1F);
            default -> argument(head & 0x1F);
        }
    }

    private void skipItems(long count, int each, int depth) {
        for (long left = count; hasMore(left); left--) {
            for (int i = 0; i < each; i++) {
                skip(head(), depth + 1);
            }
        }
    }

    /**
     * Skips true, false, null, other simple values, and floating-point numbers. A break is malformed at this place:
     * {@link #argument} rejects it.
     */
    private void skipSimple(int info) {
        if (info >= ONE_BYTE) {
            argument(info);
        }
    }

    private double floatingPoint(int info) {
        return switch (info) {
            case TWO_BYTES -> HalfPrecision.of((int) argument(info));
            case FOUR_BYTES -> Float.intBitsToFloat((int) argument(info));
            case EIGHT_BYTES -> Double.longBitsToDouble(argument(info));
            default -> throw malformed("not a number");
        };
    }

    private long truncated(double fraction) {
        if (!(Math.abs(fraction) < Long.MAX_VALUE)) {
            throw malformed("a number out of range");
        }
        return (long) fraction;
    }

    private void string(int major, int head) {
        if (head >>> 5 != major) {
            throw malformed("not a string of the expected type");
        }
        if ((head & 0x1F) == INDEFINITE) {
            joinChunks(major);
        } else {
            length = checkedLength(argument(head & 0x1F));
            from = advance(length);
        }
    }

    /** Decodes in place: the bytes are shorter than their base64 text. */
    private void unpackBase64() {
        try {
            ByteBuffer unpacked = Base64.getDecoder().decode(ByteBuffer.wrap(bytes, from, length));
            length = unpacked.remaining();
            unpacked.get(bytes, from, length);
        } catch (IllegalArgumentException e) {
            throw malformed("a text in place of bytes that is not base64");
        }
    }

    /**
     * Moves the chunks together in place. Each chunk has a header before it, so no chunk is overwritten before it is
     * moved.
     */
    private void joinChunks(int major) {
        from = position;
        int to = from;
        while (peek() != BREAK) {
            int head = next();
            if (head >>> 5 != major || (head & 0x1F) == INDEFINITE) {
                throw malformed("a chunk of another type in a string");
            }
            int chunk = checkedLength(argument(head & 0x1F));
            System.arraycopy(bytes, advance(chunk), bytes, to, chunk);
            to += chunk;
        }
        position++;
        length = to - from;
    }

    private long count(int major) {
        int head = head();
        if (head >>> 5 != major) {
            throw malformed(major == MAP ? "not a map" : "not an array");
        }
        return countOf(head);
    }

    private long countOf(int head) {
        int info = head & 0x1F;
        return info == INDEFINITE ? -1 : requireSigned(argument(info));
    }

    /** The first byte of the next item, after its tags. */
    private int head() {
        int head = next();
        while (head >>> 5 == TAG) {
            argument(head & 0x1F);
            head = next();
        }
        return head;
    }

    /** The argument of an item, big-endian, to be interpreted as unsigned. */
    private long argument(int info) {
        if (info < ONE_BYTE) {
            return info;
        }
        if (info > EIGHT_BYTES) {
            throw malformed("a reserved length");
        }
        int size = 1 << (info - ONE_BYTE);
        int at = advance(size);
        long value = 0;
        for (int i = at; i < at + size; i++) {
            value = value << 8 | (bytes[i] & 0xFF);
        }
        return value;
    }

    private long requireSigned(long unsigned) {
        if (unsigned < 0) {
            throw malformed("a number out of range");
        }
        return unsigned;
    }

    private int checkedLength(long wanted) {
        if (wanted < 0 || wanted > bytes.length - position) {
            throw malformed("the data ends too early");
        }
        return (int) wanted;
    }

    private int peek() {
        checkedLength(1);
        return bytes[position] & 0xFF;
    }

    private int next() {
        return bytes[advance(1)] & 0xFF;
    }

    private int advance(int count) {
        int at = position;
        position += checkedLength(count);
        return at;
    }

    private MalformedPageException malformed(String problem) {
        return new MalformedPageException(problem + ", at byte " + position + " of " + bytes.length);
    }
}
