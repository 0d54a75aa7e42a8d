package dev.madrugada.transform.outcome;

import dev.madrugada.common.contract.ColumnType;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.apache.spark.sql.types.Decimal;
import org.apache.spark.unsafe.Platform;
import org.apache.spark.unsafe.types.UTF8String;
import org.jspecify.annotations.Nullable;

/**
 * Builds an array of bytes from values, so that comparing two arrays byte by byte (unsigned) compares the values in
 * turn. Equal arrays mean equal values. Not thread-safe; {@link #taken} starts the next array.
 */
final class SortableBytes {
    /** Follows a text. No text contains NUL, because the parser refuses it. */
    private static final byte END = 0;

    private static final int MAX_DECIMAL_BYTES = 17;

    private byte[] bytes = new byte[128];
    private int length;

    /** The values since the last call. */
    byte[] taken() {
        byte[] taken = Arrays.copyOf(bytes, length);
        length = 0;
        return taken;
    }

    /** Reverses the order of everything since a position. */
    void reverse(int from) {
        for (int i = from; i < length; i++) {
            bytes[i] = (byte) ~bytes[i];
        }
    }

    int length() {
        return length;
    }

    void addByte(int value) {
        room(1);
        bytes[length++] = (byte) value;
    }

    void addLong(long value) {
        long unsigned = value ^ Long.MIN_VALUE;
        room(Long.BYTES);
        for (int shift = Long.SIZE - Byte.SIZE; shift >= 0; shift -= Byte.SIZE) {
            bytes[length++] = (byte) (unsigned >>> shift);
        }
    }

    /** Adds a text; null is before every text. */
    void addText(@Nullable UTF8String text) {
        addByte(text == null ? 0 : 1);
        if (text != null) {
            room(text.numBytes() + 1);
            text.writeToMemory(bytes, Platform.BYTE_ARRAY_OFFSET + (long) length);
            length += text.numBytes();
            addByte(END);
        }
    }

    /**
     * Adds a number that is written as a decimal text of any length, without leading zeros: its length, then two digits
     * in each byte. A text with other characters is added as it is, after all numbers of its length.
     */
    void addDigits(@Nullable UTF8String digits) {
        int size = digits == null ? 0 : digits.numBytes();
        addLong(digits == null ? -1 : size);
        if (digits == null) {
            return;
        }
        room(size + 1);
        int from = length + 1;
        digits.writeToMemory(bytes, Platform.BYTE_ARRAY_OFFSET + (long) from);
        boolean isNumber = areDigits(from, from + size);
        bytes[length++] = (byte) (isNumber ? 0 : 1);
        if (!isNumber) {
            length += size;
            return;
        }
        for (int i = 0; i < size; i += 2) {
            int high = bytes[from + i] - '0';
            int low = i + 1 < size ? bytes[from + i + 1] - '0' : 0;
            bytes[length++] = (byte) (high << 4 | low);
        }
    }

    private boolean areDigits(int from, int to) {
        for (int i = from; i < to; i++) {
            if (bytes[i] < '0' || bytes[i] > '9') {
                return false;
            }
        }
        return true;
    }

    /** Adds a value of a column. Null is before every value. */
    void addNullable(@Nullable Object value, ColumnType type) {
        addByte(value == null ? 0 : 1);
        if (value != null) {
            addValue(value, type);
        }
    }

    /** Adds a value of a column, as Spark's value. */
    void addValue(Object value, ColumnType type) {
        switch (type.kind()) {
            case BIGINT, TIMESTAMP -> addLong((Long) value);
            case INTEGER, DATE -> addLong((Integer) value);
            case BOOLEAN -> addByte((Boolean) value ? 1 : 0);
            case DOUBLE -> addDouble((Double) value);
            case DECIMAL -> addDecimal(((Decimal) value).toJavaBigDecimal(), type.scale());
            case VARCHAR, JSON -> addText((UTF8String) value);
            case ARRAY, STRUCT, MAP ->
                addText(UTF8String.fromBytes(value.toString().getBytes(StandardCharsets.UTF_8)));
        }
    }

    /** Negative numbers have all bits reversed, so that greater ones come later; the two zeros are equal. */
    private void addDouble(double value) {
        long bits = Double.doubleToLongBits(value + 0.0);
        addLong(bits < 0 ? bits ^ Long.MAX_VALUE : bits);
    }

    private void addDecimal(BigDecimal value, int scale) {
        BigInteger unscaled =
                value.setScale(scale, java.math.RoundingMode.UNNECESSARY).unscaledValue();
        byte[] two = unscaled.toByteArray();
        byte[] fixed = new byte[MAX_DECIMAL_BYTES];
        Arrays.fill(fixed, (byte) (unscaled.signum() < 0 ? -1 : 0));
        System.arraycopy(two, 0, fixed, fixed.length - two.length, two.length);
        fixed[0] ^= Byte.MIN_VALUE;
        addAll(fixed);
    }

    private void addAll(byte[] more) {
        room(more.length);
        System.arraycopy(more, 0, bytes, length, more.length);
        length += more.length;
    }

    private void room(int more) {
        if (length + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(length + more, 2 * bytes.length));
        }
    }
}
