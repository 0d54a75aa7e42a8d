package dev.madrugada.kinesis.stream;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A read-only part of an array that other slices share. This class is not a Java record, because a Java record compares
 * arrays by identity.
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

    /** The shared array, which must not be changed. */
    public byte[] array() {
        return array;
    }

    /** The start of the part in the array. */
    public int from() {
        return from;
    }

    public int length() {
        return length;
    }

    /** The bytes of the part: a copy, unless the part is the whole array. */
    public byte[] bytes() {
        return length == array.length ? array : Arrays.copyOfRange(array, from, from + length);
    }

    /** The part decoded as UTF-8. */
    public String text() {
        return new String(array, from, length, StandardCharsets.UTF_8);
    }
}
