package dev.madrugada.transform.expression;

import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.util.ArrayData;
import org.apache.spark.sql.catalyst.util.MapData;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.BinaryType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.MapType;
import org.apache.spark.sql.types.StringType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.unsafe.types.UTF8String;
import org.jspecify.annotations.Nullable;

/**
 * The approximate size of Catalyst values: 8 bytes per value plus the bytes of texts and binary data. A value that is
 * referenced twice counts twice.
 */
final class ValueSize {
    private static final int SLOT = 8;

    private ValueSize() {}

    /** Whether values of the type have no fixed size. */
    static boolean varies(DataType type) {
        return type instanceof StringType
                || type instanceof BinaryType
                || type instanceof ArrayType
                || type instanceof MapType
                || type instanceof StructType;
    }

    /** The size in bytes; counting stops at any number above {@link StepBudget#MAX_VALUE_BYTES}. */
    static long of(@Nullable Object value, DataType type) {
        return added(0, value, type);
    }

    private static long added(long before, @Nullable Object value, DataType type) {
        long size = before + SLOT;
        if (value == null || size > StepBudget.MAX_VALUE_BYTES) {
            return size;
        }
        if (value instanceof UTF8String text) {
            return size + text.numBytes();
        }
        if (value instanceof byte[] bytes) {
            return size + bytes.length;
        }
        if (type instanceof ArrayType array) {
            return elements(size, (ArrayData) value, array.elementType());
        }
        if (type instanceof MapType map) {
            long keys = elements(size, ((MapData) value).keyArray(), map.keyType());
            return elements(keys, ((MapData) value).valueArray(), map.valueType());
        }
        if (type instanceof StructType struct) {
            InternalRow row = (InternalRow) value;
            StructField[] fields = struct.fields();
            for (int i = 0; i < fields.length; i++) {
                size = added(size, row.isNullAt(i) ? null : row.get(i, fields[i].dataType()), fields[i].dataType());
            }
        }
        return size;
    }

    private static long elements(long before, ArrayData array, DataType type) {
        long size = before;
        if (!varies(type)) {
            return size + (long) SLOT * array.numElements();
        }
        for (int i = 0; i < array.numElements() && size <= StepBudget.MAX_VALUE_BYTES; i++) {
            size = added(size, array.isNullAt(i) ? null : array.get(i, type), type);
        }
        return size;
    }
}
