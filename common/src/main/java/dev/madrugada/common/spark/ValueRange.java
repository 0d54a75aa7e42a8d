package dev.madrugada.common.spark;

import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DateType;
import org.apache.spark.sql.types.Decimal;
import org.apache.spark.sql.types.DecimalType;
import org.apache.spark.sql.types.IntegerType;
import org.apache.spark.sql.types.LongType;
import org.apache.spark.sql.types.StringType;
import org.apache.spark.sql.types.TimestampType;
import org.apache.spark.unsafe.types.UTF8String;
import org.jspecify.annotations.Nullable;

/**
 * The least and the greatest value of a column, as Spark's values. Common types are compared without an object for each
 * value. Not thread-safe.
 */
abstract class ValueRange {
    /** A range for columns of a type whose values have an order. */
    static ValueRange of(DataType type) {
        if (type instanceof LongType || type instanceof TimestampType) {
            return new Longs();
        }
        if (type instanceof IntegerType || type instanceof DateType) {
            return new Ints();
        }
        if (type instanceof StringType) {
            return new Texts();
        }
        return type instanceof DecimalType decimal ? new Decimals(decimal) : new Others(type);
    }

    /** Adds the row's value at the position, which is not null. The row may be changed after that. */
    abstract void add(InternalRow row, int ordinal);

    /** The least value; null if there is none. */
    abstract @Nullable Object min();

    /** The greatest value; null if there is none. */
    abstract @Nullable Object max();

    /** Whole numbers, dates and times. */
    private abstract static class Whole extends ValueRange {
        private boolean hasValue;
        private long min = Long.MAX_VALUE;
        private long max = Long.MIN_VALUE;

        abstract long value(InternalRow row, int ordinal);

        abstract Object ofType(long value);

        @Override
        final void add(InternalRow row, int ordinal) {
            long value = value(row, ordinal);
            hasValue = true;
            min = Math.min(min, value);
            max = Math.max(max, value);
        }

        @Override
        final @Nullable Object min() {
            return hasValue ? ofType(min) : null;
        }

        @Override
        final @Nullable Object max() {
            return hasValue ? ofType(max) : null;
        }
    }

    private static final class Longs extends Whole {
        @Override
        long value(InternalRow row, int ordinal) {
            return row.getLong(ordinal);
        }

        @Override
        Object ofType(long value) {
            return value;
        }
    }

    private static final class Ints extends Whole {
        @Override
        long value(InternalRow row, int ordinal) {
            return row.getInt(ordinal);
        }

        @Override
        Object ofType(long value) {
            return (int) value;
        }
    }

    /** Values that are objects; those that lie in the row's memory are copied if they are kept. */
    private abstract static class Objects<T extends Comparable<? super T>> extends ValueRange {
        private @Nullable T min;
        private @Nullable T max;

        abstract T value(InternalRow row, int ordinal);

        T kept(T value) {
            return value;
        }

        @Override
        final void add(InternalRow row, int ordinal) {
            T value = value(row, ordinal);
            if (min == null || value.compareTo(min) < 0) {
                min = kept(value);
            }
            if (max == null || value.compareTo(max) > 0) {
                max = kept(value);
            }
        }

        @Override
        final @Nullable Object min() {
            return min;
        }

        @Override
        final @Nullable Object max() {
            return max;
        }
    }

    private static final class Texts extends Objects<UTF8String> {
        @Override
        UTF8String value(InternalRow row, int ordinal) {
            return row.getUTF8String(ordinal);
        }

        @Override
        UTF8String kept(UTF8String value) {
            return value.copy();
        }
    }

    private static final class Decimals extends Objects<Decimal> {
        private final DecimalType type;

        Decimals(DecimalType type) {
            this.type = type;
        }

        @Override
        Decimal value(InternalRow row, int ordinal) {
            return row.getDecimal(ordinal, type.precision(), type.scale());
        }

        @Override
        Decimal kept(Decimal value) {
            return value.clone();
        }
    }

    private static final class Others extends Objects<Comparable<Object>> {
        private final DataType type;

        Others(DataType type) {
            this.type = type;
        }

        @Override
        @SuppressWarnings("unchecked")
        Comparable<Object> value(InternalRow row, int ordinal) {
            return (Comparable<Object>) row.get(ordinal, type);
        }
    }
}
