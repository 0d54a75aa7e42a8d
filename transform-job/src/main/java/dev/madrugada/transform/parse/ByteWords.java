package dev.madrugada.transform.parse;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Examines eight bytes at once. Each test returns a number other than 0 if at least one of the bytes has the property; a
 * caller then looks at the bytes one by one.
 */
final class ByteWords {
    private static final VarHandle WORD = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long ONES = 0x0101010101010101L;
    private static final long HIGH_BITS = 0x8080808080808080L;

    private ByteWords() {}

    /** Whether two offsets lie so far apart that a word can be read at the first. */
    static boolean isWordBetween(int from, int to) {
        return to - from >= Long.BYTES;
    }

    /** The eight bytes at an offset. */
    static long at(byte[] bytes, int offset) {
        return (long) WORD.get(bytes, offset);
    }

    /** Tests for a byte, which is below 0x80. */
    static long has(long word, int wanted) {
        long different = word ^ (ONES * wanted);
        return (different - ONES) & ~different & HIGH_BITS;
    }

    /** Tests for bytes from 0 to below a limit, which is at most 0x80. */
    static long hasBelow(long word, int limit) {
        return (word - ONES * limit) & ~word & HIGH_BITS;
    }

    /** Tests for bytes that are not ASCII. */
    static long hasNonAscii(long word) {
        return word & HIGH_BITS;
    }
}
