package dev.madrugada.common.spark;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.RecordConsumer;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.ProjectingInternalRow;
import org.apache.spark.sql.execution.datasources.parquet.ParquetWriteSupport;
import org.apache.spark.sql.types.BinaryType;
import org.apache.spark.sql.types.BooleanType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DateType;
import org.apache.spark.sql.types.DecimalType;
import org.apache.spark.sql.types.DoubleType;
import org.apache.spark.sql.types.IntegerType;
import org.apache.spark.sql.types.LongType;
import org.apache.spark.sql.types.StringType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.types.TimestampType;
import org.apache.spark.unsafe.Platform;
import org.apache.spark.unsafe.types.UTF8String;
import org.jspecify.annotations.Nullable;
import scala.collection.JavaConverters;

/**
 * Spark's write support, with a shorter way for rows whose columns all have plain types. The files are the same; Spark's
 * own way creates several objects per value. Rows with other types are left to Spark. Timestamps are written in
 * microseconds. A row may have more columns than the file; the first ones are written.
 */
class FlatWriteSupport extends ParquetWriteSupport {
    /** Decimals with at most so many digits are stored as a long, see Parquet's type DECIMAL. */
    private static final int LONG_DIGITS = 18;

    private static final int INT_DIGITS = 9;

    private final String[] names;
    /** One per column; null if a column's type is not plain. */
    private final ValueWriter @Nullable [] writers;

    private final ProjectingInternalRow firstColumns;

    private @Nullable RecordConsumer consumer;

    /** Writes the row's value at the position, which is not null. */
    @FunctionalInterface
    private interface ValueWriter {
        void write(InternalRow row, int ordinal, RecordConsumer consumer);
    }

    FlatWriteSupport(StructType schema) {
        this.names = schema.fieldNames();
        this.writers = writers(schema.fields()).orElse(null);
        List<Object> all = new ArrayList<>();
        for (int i = 0; i < schema.size(); i++) {
            all.add(i);
        }
        this.firstColumns = new ProjectingInternalRow(
                schema, JavaConverters.asScalaBuffer(all).toIndexedSeq());
    }

    private static Optional<ValueWriter[]> writers(StructField[] fields) {
        ValueWriter[] writers = new ValueWriter[fields.length];
        for (int i = 0; i < fields.length; i++) {
            ValueWriter writer = writer(fields[i].dataType());
            if (writer == null) {
                return Optional.empty();
            }
            writers[i] = writer;
        }
        return Optional.of(writers);
    }

    private static @Nullable ValueWriter writer(DataType type) {
        if (type instanceof LongType || type instanceof TimestampType) {
            return (row, i, consumer) -> consumer.addLong(row.getLong(i));
        }
        if (type instanceof IntegerType || type instanceof DateType) {
            return (row, i, consumer) -> consumer.addInteger(row.getInt(i));
        }
        if (type instanceof DoubleType) {
            return (row, i, consumer) -> consumer.addDouble(row.getDouble(i));
        }
        if (type instanceof BooleanType) {
            return (row, i, consumer) -> consumer.addBoolean(row.getBoolean(i));
        }
        if (type instanceof BinaryType) {
            return (row, i, consumer) -> consumer.addBinary(Binary.fromReusedByteArray(row.getBinary(i)));
        }
        if (type instanceof StringType) {
            return new Texts();
        }
        return type instanceof DecimalType decimal ? decimal(decimal.precision(), decimal.scale()) : null;
    }

    private static @Nullable ValueWriter decimal(int precision, int scale) {
        if (precision <= INT_DIGITS) {
            return (row, i, consumer) -> consumer.addInteger(
                    (int) row.getDecimal(i, precision, scale).toUnscaledLong());
        }
        return precision <= LONG_DIGITS
                ? (row, i, consumer) ->
                        consumer.addLong(row.getDecimal(i, precision, scale).toUnscaledLong())
                : null;
    }

    /** Copies a text into memory that is used again: Parquet copies what it keeps. */
    private static final class Texts implements ValueWriter {
        private byte[] buffer = new byte[128];

        @Override
        public void write(InternalRow row, int ordinal, RecordConsumer consumer) {
            UTF8String text = row.getUTF8String(ordinal);
            int length = text.numBytes();
            if (length > buffer.length) {
                buffer = new byte[Math.max(length, 2 * buffer.length)];
            }
            text.writeToMemory(buffer, Platform.BYTE_ARRAY_OFFSET);
            consumer.addBinary(Binary.fromReusedByteArray(buffer, 0, length));
        }
    }

    @Override
    public void prepareForWrite(RecordConsumer recordConsumer) {
        super.prepareForWrite(recordConsumer);
        consumer = recordConsumer;
    }

    @Override
    public void write(InternalRow row) {
        ValueWriter[] plain = writers;
        RecordConsumer target = consumer;
        if (plain == null || target == null) {
            // Spark accepts only rows with exactly the file's columns.
            firstColumns.project(row);
            super.write(firstColumns);
            return;
        }
        target.startMessage();
        for (int i = 0; i < plain.length; i++) {
            if (!row.isNullAt(i)) {
                target.startField(names[i], i);
                plain[i].write(row, i, target);
                target.endField(names[i], i);
            }
        }
        target.endMessage();
    }
}
