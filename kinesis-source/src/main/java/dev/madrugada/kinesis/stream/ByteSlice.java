package dev.madrugada.kinesis.stream;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A part of an array that it shares with others: not to be changed. Not a Java record: those compare an array by its
 * identity.
 */
public final class ByteSlice {

    private final byte[] array;
    private final int from;
    private final int length;

    ByteSlice(byte[] array, int from, int length) {
        this.array = array;
        this.from = from;
        this.length = length;
    }

    static ByteSlice whole(byte[] array) {
        return new ByteSlice(array, 0, array.length);
    }

    static ByteSlice of(String text) {
        return whole(text.getBytes(StandardCharsets.UTF_8));
    }

    /** What it is a part of. */
    public byte[] array() {
        return array;
    }

    /** Where in the array it begins. */
    public int from() {
        return from;
    }

    public int length() {
        return length;
    }

    /** The part by itself: a copy, unless it is the whole. */
    public byte[] bytes() {
        return length == array.length ? array : Arrays.copyOfRange(array, from, from + length);
    }

    /** The part as UTF-8. */
    public String text() {
        return new String(array, from, length, StandardCharsets.UTF_8);
    }
}
