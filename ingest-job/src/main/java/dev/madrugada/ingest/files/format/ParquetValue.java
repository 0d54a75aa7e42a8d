package dev.madrugada.ingest.files.format;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.Base64;
import java.util.UUID;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.DateLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.DecimalLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.EnumLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.IntLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.JsonLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.StringLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimeLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimestampLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.UUIDLogicalTypeAnnotation;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.Type;

/** Writes single values of Parquet as JSON, by their logical type. Bytes without one are base64. */
final class ParquetValue {
    /** The Julian day of 1970-01-01, from which INT96 timestamps count. */
    private static final int EPOCH_JULIAN_DAY = 2_440_588;

    private static final long SECONDS_PER_DAY = 86_400;

    private ParquetValue() {}

    static void write(JsonGenerator out, Group group, int field, int index) throws IOException {
        PrimitiveType type = group.getType().getType(field).asPrimitiveType();
        switch (type.getPrimitiveTypeName()) {
            case BOOLEAN -> out.writeBoolean(group.getBoolean(field, index));
            case FLOAT -> out.writeNumber(group.getFloat(field, index));
            case DOUBLE -> out.writeNumber(group.getDouble(field, index));
            case INT32 -> integer(out, type.getLogicalTypeAnnotation(), group.getInteger(field, index), Integer.SIZE);
            case INT64 -> integer(out, type.getLogicalTypeAnnotation(), group.getLong(field, index), Long.SIZE);
            case INT96 -> out.writeString(ofInt96(group.getInt96(field, index)));
            default -> binary(out, type.getLogicalTypeAnnotation(), group.getBinary(field, index));
        }
    }

    /** The value as the name of a field, for the key of a map. */
    static String text(Group group, int field, int index) throws IOException {
        Type type = group.getType().getType(field);
        if (!type.isPrimitive()) {
            throw new BrokenFileException("a map has keys that are no single values");
        }
        if (type.getLogicalTypeAnnotation() instanceof StringLogicalTypeAnnotation) {
            return group.getString(field, index);
        }
        JsonPayload json = new JsonPayload();
        write(json.begin(), group, field, index);
        String written = new String(json.end(), java.nio.charset.StandardCharsets.UTF_8);
        return written.startsWith("\"") ? written.substring(1, written.length() - 1) : written;
    }

    private static void integer(JsonGenerator out, LogicalTypeAnnotation logical, long value, int bits)
            throws IOException {
        if (logical instanceof DecimalLogicalTypeAnnotation decimal) {
            out.writeNumber(BigDecimal.valueOf(value, decimal.getScale()));
        } else if (logical instanceof DateLogicalTypeAnnotation) {
            out.writeString(LocalDate.ofEpochDay(value).toString());
        } else if (logical instanceof TimestampLogicalTypeAnnotation timestamp) {
            long perSecond = perSecond(timestamp.getUnit());
            long seconds = Math.floorDiv(value, perSecond);
            long nanos = Math.floorMod(value, perSecond) * (1_000_000_000L / perSecond);
            out.writeString(
                    timestamp.isAdjustedToUTC()
                            ? JsonPayload.instant(seconds, nanos)
                            : JsonPayload.local(seconds, nanos));
        } else if (logical instanceof TimeLogicalTypeAnnotation time) {
            out.writeString(LocalTime.ofNanoOfDay(value * (1_000_000_000L / perSecond(time.getUnit())))
                    .toString());
        } else if (logical instanceof IntLogicalTypeAnnotation integer && !integer.isSigned()) {
            out.writeNumber(
                    bits == Long.SIZE
                            ? new BigInteger(Long.toUnsignedString(value))
                            : BigInteger.valueOf(Integer.toUnsignedLong((int) value)));
        } else {
            out.writeNumber(value);
        }
    }

    private static long perSecond(LogicalTypeAnnotation.TimeUnit unit) {
        return switch (unit) {
            case MILLIS -> 1_000L;
            case MICROS -> 1_000_000L;
            case NANOS -> 1_000_000_000L;
        };
    }

    private static void binary(JsonGenerator out, LogicalTypeAnnotation logical, Binary value) throws IOException {
        if (logical instanceof DecimalLogicalTypeAnnotation decimal) {
            out.writeNumber(new BigDecimal(new BigInteger(value.getBytes()), decimal.getScale()));
        } else if (logical instanceof StringLogicalTypeAnnotation
                || logical instanceof EnumLogicalTypeAnnotation
                || logical instanceof JsonLogicalTypeAnnotation) {
            out.writeString(value.toStringUsingUTF8());
        } else if (logical instanceof UUIDLogicalTypeAnnotation) {
            ByteBuffer bytes = value.toByteBuffer();
            out.writeString(new UUID(bytes.getLong(), bytes.getLong()).toString());
        } else {
            out.writeString(Base64.getEncoder().encodeToString(value.getBytes()));
        }
    }

    /** An instant that Impala and earlier releases of Spark and Hive write: nanoseconds of the day, then the day. */
    private static String ofInt96(Binary value) {
        ByteBuffer bytes = value.toByteBuffer().order(ByteOrder.LITTLE_ENDIAN);
        long nanos = bytes.getLong();
        long day = bytes.getInt() - (long) EPOCH_JULIAN_DAY;
        return JsonPayload.instant(day * SECONDS_PER_DAY, nanos);
    }
}
