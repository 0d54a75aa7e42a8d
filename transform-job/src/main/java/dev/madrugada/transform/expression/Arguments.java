package dev.madrugada.transform.expression;

import org.apache.spark.sql.catalyst.util.ArrayData;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.unsafe.types.UTF8String;
import org.jspecify.annotations.Nullable;

/** What a function is called with, as a rule asks for it; doubles, so that no product overflows. */
final class Arguments {
    private final @Nullable Object[] values;
    private final DataType[] types;

    /** Catalyst's values and their types. */
    Arguments(@Nullable Object[] values, DataType[] types) {
        this.values = values;
        this.types = types;
    }

    @Nullable
    Object value(int at) {
        return values[at];
    }

    DataType type(int at) {
        return types[at];
    }

    int count() {
        return values.length;
    }

    /** A whole number, at least 0; 0 for null. */
    double number(int at) {
        return values[at] instanceof Number number ? Math.max(0, number.doubleValue()) : 0;
    }

    /** How far a whole number is from 0; 0 for null. */
    double magnitude(int at) {
        return values[at] instanceof Number number ? Math.abs(number.doubleValue()) : 0;
    }

    /** The bytes of a text or of binary data; 0 for null. */
    double bytes(int at) {
        if (values[at] instanceof UTF8String text) {
            return text.numBytes();
        }
        return values[at] instanceof byte[] bytes ? bytes.length : 0;
    }

    double size(int at) {
        return ValueSize.of(values[at], types[at]);
    }

    double elements(int at) {
        return values[at] instanceof ArrayData array ? array.numElements() : 0;
    }

    /** A text; empty for null. */
    String text(int at) {
        return values[at] instanceof UTF8String text ? text.toString() : "";
    }
}
