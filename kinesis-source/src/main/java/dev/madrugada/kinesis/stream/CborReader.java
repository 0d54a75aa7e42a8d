package dev.madrugada.kinesis.stream;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Base64;

/**
 * Reads CBOR (<a href="https://www.rfc-editor.org/rfc/rfc8949">RFC 8949</a>) item by item. Tags are passed over. Texts
 * and byte strings are not taken out but pointed at, those that come in chunks after they were pushed together in place,
 * so the bytes must be the reader's own. Never reads past the end; what is not well-formed is a
 * {@link MalformedPageException}.
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
    /** What the lower five bits say of numbers that don't fit into them, and of strings and lists without a length. */
    private static final int ONE_BYTE = 24;

    private static final int TWO_BYTES = 25;
    private static final int FOUR_BYTES = 26;
    private static final int EIGHT_BYTES = 27;
    private static final int OPEN = 31;
    private static final int NULL = 0xF6;
    private static final int UNDEFINED = 0xF7;
    private static final int BREAK = 0xFF;
    /** Lists inside of lists; nobody writes them, and a hostile page shall not overflow the stack. */
    private static final int DEEPEST = 64;

    private final byte[] bytes;
    private int position;
    private int from;
    private int length;

    CborReader(byte[] bytes) {
        this.bytes = bytes;
    }

    /** Where the string read last begins. */
    int from() {
        return from;
    }

    /** How long the string read last is. */
    int length() {
        return length;
    }

    /** Whether the string read last is this one. */
    boolean is(byte[] name) {
        return length == name.length && Arrays.equals(bytes, from, from + length, name, 0, length);
    }

    /** How many entries a map has, to be counted down and given to {@link #hasMore}. */
    long map() {
        return count(MAP);
    }

    /** How many elements an array has, to be counted down and given to {@link #hasMore}. */
    long array() {
        return count(ARRAY);
    }

    /** Whether there is another entry; {@code left} is negative where nobody knows how many there are. */
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

    /** Bytes, or a text that has them in base64: the AWS SDK takes either, and not every Kinesis sends the former. */
    void binary() {
        int head = head();
        if (head >>> 5 == TEXT) {
            string(TEXT, head);
            unpackBase64();
        } else {
            string(BYTES, head);
        }
    }

    /** The name of a map's entry. One that is no text is passed over, and is nobody's name. */
    void key() {
        int head = head();
        if (head >>> 5 == TEXT) {
            string(TEXT, head);
        } else {
            skip(head, 0);
            length = -1;
        }
    }

    /** A number; a fraction loses what is behind its point. */
    long integer() {
        int head = head();
        int info = head & 0x1F;
        return switch (head >>> 5) {
            case UNSIGNED -> notNegative(argument(info));
            case NEGATIVE -> -1 - notNegative(argument(info));
            case SIMPLE -> whole(fraction(info));
            default -> throw malformed("no number");
        };
    }

    /** Passes over nothing, if nothing comes next: null or undefined. */
    boolean skippedNull() {
        int start = position;
        int head = head();
        if (head == NULL || head == UNDEFINED) {
            return true;
        }
        position = start;
        return false;
    }

    /** Passes over one item, whatever it is. */
    void skip() {
        skip(head(), 0);
    }

    /** Nothing may come any more. */
    void end() {
        if (position != bytes.length) {
            throw malformed("more than one item");
        }
    }

    private void skip(int head, int depth) {
        if (depth > DEEPEST) {
            throw malformed("lists too deep inside of lists");
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

    /** True, false, null and their like, and fractions. A break outside of a list is none of them. */
    private void skipSimple(int info) {
        if (info >= ONE_BYTE) {
            argument(info);
        }
    }

    private double fraction(int info) {
        return switch (info) {
            case TWO_BYTES -> HalfPrecision.of((int) argument(info));
            case FOUR_BYTES -> Float.intBitsToFloat((int) argument(info));
            case EIGHT_BYTES -> Double.longBitsToDouble(argument(info));
            default -> throw malformed("no number");
        };
    }

    private long whole(double fraction) {
        if (!(Math.abs(fraction) < Long.MAX_VALUE)) {
            throw malformed("a number out of bounds");
        }
        return (long) fraction;
    }

    private void string(int major, int head) {
        if (head >>> 5 != major) {
            throw malformed("not the kind of string expected");
        }
        if ((head & 0x1F) == OPEN) {
            pushTogether(major);
        } else {
            length = room(argument(head & 0x1F));
            from = advance(length);
        }
    }

    /** In place: it is shorter than the text. */
    private void unpackBase64() {
        try {
            ByteBuffer unpacked = Base64.getDecoder().decode(ByteBuffer.wrap(bytes, from, length));
            length = unpacked.remaining();
            unpacked.get(bytes, from, length);
        } catch (IllegalArgumentException e) {
            throw malformed("a text in place of bytes that is no base64");
        }
    }

    /** Each chunk has bytes of its own before it, so none is overwritten before it is moved. */
    private void pushTogether(int major) {
        from = position;
        int to = from;
        while (peek() != BREAK) {
            int head = next();
            if (head >>> 5 != major || (head & 0x1F) == OPEN) {
                throw malformed("a string with something else in it");
            }
            int chunk = room(argument(head & 0x1F));
            System.arraycopy(bytes, advance(chunk), bytes, to, chunk);
            to += chunk;
        }
        position++;
        length = to - from;
    }

    private long count(int major) {
        int head = head();
        if (head >>> 5 != major) {
            throw malformed(major == MAP ? "no map" : "no array");
        }
        return countOf(head);
    }

    private long countOf(int head) {
        int info = head & 0x1F;
        return info == OPEN ? -1 : notNegative(argument(info));
    }

    /** The first byte of an item, behind its tags. */
    private int head() {
        int head = next();
        while (head >>> 5 == TAG) {
            argument(head & 0x1F);
            head = next();
        }
        return head;
    }

    /** Big-endian, to be taken as unsigned. */
    private long argument(int info) {
        if (info < ONE_BYTE) {
            return info;
        }
        if (info > EIGHT_BYTES) {
            throw malformed("a length of no kind");
        }
        int size = 1 << (info - ONE_BYTE);
        int at = advance(size);
        long value = 0;
        for (int i = at; i < at + size; i++) {
            value = value << 8 | (bytes[i] & 0xFF);
        }
        return value;
    }

    private long notNegative(long unsigned) {
        if (unsigned < 0) {
            throw malformed("a number out of bounds");
        }
        return unsigned;
    }

    private int room(long wanted) {
        if (wanted < 0 || wanted > bytes.length - position) {
            throw malformed("it ends too early");
        }
        return (int) wanted;
    }

    private int peek() {
        room(1);
        return bytes[position] & 0xFF;
    }

    private int next() {
        return bytes[advance(1)] & 0xFF;
    }

    private int advance(int count) {
        int at = position;
        position += room(count);
        return at;
    }

    private MalformedPageException malformed(String problem) {
        return new MalformedPageException(problem + ", at byte " + position + " of " + bytes.length);
    }
}
