package dev.madrugada.transform.expression;

import org.apache.spark.sql.catalyst.util.ArrayData;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.unsafe.types.UTF8String;
import org.jspecify.annotations.Nullable;

/** The evaluated arguments of a call, for a {@link GrowthRules.Rule}. Sizes are doubles, so that products never overflow. */
final class CallArguments {
    private final @Nullable Object[] values;
    private final DataType[] types;

    /** Wraps Catalyst's values and their types. */
    CallArguments(@Nullable Object[] values, DataType[] types) {
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

    /** The argument's numeric value, or 0 if it is negative, null or not a number. */
    double number(int at) {
        return values[at] instanceof Number number ? Math.max(0, number.doubleValue()) : 0;
    }

    /** The absolute value of a number; 0 for null. */
    double magnitude(int at) {
        return values[at] instanceof Number number ? Math.abs(number.doubleValue()) : 0;
    }

    /** The length in bytes of a text or of binary data; 0 for null and other types. */
    double bytes(int at) {
        if (values[at] instanceof UTF8String text) {
            return text.numBytes();
        }
        return values[at] instanceof byte[] bytes ? bytes.length : 0;
    }

    /** The size in bytes by {@link ValueSize}. */
    double size(int at) {
        return ValueSize.of(values[at], types[at]);
    }

    /** The number of an array's elements; 0 for null and other types. */
    double elements(int at) {
        return values[at] instanceof ArrayData array ? array.numElements() : 0;
    }

    /** The text of a string argument; empty for null and other types. */
    String text(int at) {
        return values[at] instanceof UTF8String text ? text.toString() : "";
    }
}
