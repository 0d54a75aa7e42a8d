package dev.madrugada.common.spark.raw;

import dev.madrugada.common.spark.RawSchema;
import java.util.Arrays;
import java.util.Comparator;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.unsafe.types.UTF8String;

/** A row of {@link RawSchema#schema}. Its values are valid until the iterator that returned the row advances. */
record RawRow(InternalRow row) {
    private static final int SHARD = RawSchema.schema().fieldIndex(RawSchema.SHARD_ID);
    private static final int SEQUENCE = RawSchema.schema().fieldIndex(RawSchema.SEQUENCE_NUMBER);
    private static final int SUB_SEQUENCE = RawSchema.schema().fieldIndex(RawSchema.SUB_SEQUENCE_NUMBER);
    private static final int ARRIVED = RawSchema.schema().fieldIndex(RawSchema.ARRIVED_AT);
    private static final int PAYLOAD = RawSchema.schema().fieldIndex(RawSchema.PAYLOAD);

    /** Texts, bytes, and numbers and times of 64 bits. */
    private static final DataType[] TYPES = Arrays.stream(RawSchema.schema().fields())
            .map(StructField::dataType)
            .toArray(DataType[]::new);

    private static final long MICROS_OF_HOUR = 3_600_000_000L;
    private static final long MICROS_OF_QUARTER = MICROS_OF_HOUR / 4;

    /** By shard and sequence number. */
    static final Comparator<RawRow> ORDER = Comparator.comparing(RawRow::shard)
            .thenComparing(RawRow::sequenceNumber, SequenceOrder::compare)
            .thenComparingLong(RawRow::subSequenceNumber);

    /**
     * Takes the values out of a row once, as they are. A row of Spark's binary form copies a payload each time that it is
     * asked for it, and counting, hashing and writing all ask.
     */
    static RawRow of(InternalRow row) {
        Object[] values = new Object[TYPES.length];
        for (int i = 0; i < values.length; i++) {
            if (!row.isNullAt(i)) {
                values[i] = value(row, i);
            }
        }
        return new RawRow(new GenericInternalRow(values));
    }

    private static Object value(InternalRow row, int ordinal) {
        DataType type = TYPES[ordinal];
        if (type == DataTypes.StringType) {
            return row.getUTF8String(ordinal);
        }
        return type == DataTypes.BinaryType ? row.getBinary(ordinal) : (Object) row.getLong(ordinal);
    }

    UTF8String shard() {
        return row.getUTF8String(SHARD);
    }

    UTF8String sequenceNumber() {
        return row.getUTF8String(SEQUENCE);
    }

    private long subSequenceNumber() {
        return row.isNullAt(SUB_SEQUENCE) ? 0 : row.getLong(SUB_SEQUENCE);
    }

    /** The hour of arrival, in hours since 1970-01-01T00:00:00Z. */
    long hour() {
        return Math.floorDiv(row.getLong(ARRIVED), MICROS_OF_HOUR);
    }

    /** The quarter of the hour, from 0. */
    int quarter() {
        return (int) (Math.floorMod(row.getLong(ARRIVED), MICROS_OF_HOUR) / MICROS_OF_QUARTER);
    }

    int payloadBytes() {
        return row.isNullAt(PAYLOAD) ? 0 : row.getBinary(PAYLOAD).length;
    }

    RawRow copy() {
        return new RawRow(row.copy());
    }
}
