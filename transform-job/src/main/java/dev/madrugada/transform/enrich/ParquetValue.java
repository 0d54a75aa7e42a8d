package dev.madrugada.transform.enrich;

import dev.madrugada.common.contract.ColumnType;
import dev.madrugada.transform.parse.ParsedValue;
import dev.madrugada.transform.parse.ReasonCode;
import dev.madrugada.transform.parse.ValueReader;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.DateLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.DecimalLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.EnumLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.IntLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.StringLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimestampLogicalTypeAnnotation;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type;
import org.jspecify.annotations.Nullable;

/** Reads one field's value of a Parquet row, which is not null, as a {@link ParsedValue#value()}. */
@FunctionalInterface
interface ParquetValue {
    ParsedValue read(Group row, int field);

    /**
     * How a Parquet field is read as a contract's type. A type is read as itself, or as a wider one that holds each of
     * its values exactly:
     *
     * <ul>
     *   <li>{@code integer}: signed integers of up to 32 bits, unsigned ones of up to 16;
     *   <li>{@code bigint}: integers of up to 64 bits, unsigned ones of up to 32;
     *   <li>{@code double}: float, double, and the integers that {@code integer} reads; a value that is not finite is
     *       invalid;
     *   <li>{@code decimal(p,s)}: decimals with at most as many digits before and after the point, and integers whose
     *       digits (10 of 32 bits, 19 of 64) fit before the point;
     *   <li>{@code boolean}: boolean; {@code date}: date;
     *   <li>{@code varchar(n)}: strings and enums; a value with more than n bytes is invalid;
     *   <li>{@code timestamp}: timestamps that are adjusted to UTC, and INT96, which Spark writes; a value with a
     *       fraction of a microsecond is invalid. Local timestamps are not instants.
     * </ul>
     *
     * @return empty if the field's type is none of these, or the field is repeated
     */
    static Optional<ParquetValue> of(Type from, ColumnType to) {
        if (!from.isPrimitive() || from.isRepetition(Type.Repetition.REPEATED)) {
            return Optional.empty();
        }
        return Optional.ofNullable(reader(from.asPrimitiveType(), to));
    }

    private static @Nullable ParquetValue reader(PrimitiveType from, ColumnType to) {
        return switch (to.kind()) {
            case INTEGER -> bits(from) <= Integer.SIZE ? (row, field) -> valid(row.getInteger(field, 0)) : null;
            case BIGINT -> bits(from) <= Long.SIZE ? (row, field) -> valid(integer(from, row, field)) : null;
            case DOUBLE -> ofDouble(from);
            case DECIMAL -> ofDecimal(from, to);
            case BOOLEAN ->
                from.getPrimitiveTypeName() == PrimitiveTypeName.BOOLEAN
                        ? (row, field) -> valid(row.getBoolean(field, 0))
                        : null;
            case VARCHAR -> isText(from) ? ofText(ValueReader.of(to)) : null;
            case TIMESTAMP -> ofTimestamp(from, to);
            case DATE ->
                from.getLogicalTypeAnnotation() instanceof DateLogicalTypeAnnotation
                        ? (row, field) -> within(to, row.getInteger(field, 0))
                        : null;
            default -> null;
        };
    }

    /** A field's type for messages, such as {@code int64} or {@code timestamp(micros,false)}. */
    static String described(Type type) {
        LogicalTypeAnnotation annotation = type.getLogicalTypeAnnotation();
        boolean isPlain = type.isPrimitive() && annotation == null;
        String name = isPlain
                ? type.asPrimitiveType().getPrimitiveTypeName().toString()
                : annotation == null ? "a group" : annotation.toString();
        String repeated = type.isRepetition(Type.Repetition.REPEATED) ? "repeated " : "";
        return repeated + name.toLowerCase(Locale.ROOT);
    }

    private static ParsedValue valid(Object value) {
        return new ParsedValue(value, null, "");
    }

    private static ParsedValue outOfRange(String detail) {
        return new ParsedValue(null, ReasonCode.OutOfRange, detail);
    }

    /** The bits of a signed integer that holds all values; more than 64 if the type is no integer. */
    private static int bits(PrimitiveType type) {
        int stored = switch (type.getPrimitiveTypeName()) {
            case INT32 -> Integer.SIZE;
            case INT64 -> Long.SIZE;
            default -> Integer.MAX_VALUE;
        };
        LogicalTypeAnnotation annotation = type.getLogicalTypeAnnotation();
        if (annotation == null || stored > Long.SIZE) {
            return stored;
        }
        if (annotation instanceof IntLogicalTypeAnnotation integer) {
            return integer.isSigned() ? integer.getBitWidth() : integer.getBitWidth() + 1;
        }
        return Integer.MAX_VALUE;
    }

    private static long integer(PrimitiveType type, Group row, int field) {
        if (type.getPrimitiveTypeName() == PrimitiveTypeName.INT64) {
            return row.getLong(field, 0);
        }
        int stored = row.getInteger(field, 0);
        return bits(type) > Integer.SIZE ? Integer.toUnsignedLong(stored) : stored;
    }

    private static @Nullable ParquetValue ofDouble(PrimitiveType type) {
        return switch (type.getPrimitiveTypeName()) {
            case FLOAT -> (row, field) -> finite(row.getFloat(field, 0));
            case DOUBLE -> (row, field) -> finite(row.getDouble(field, 0));
            default -> bits(type) <= Integer.SIZE ? (row, field) -> valid((double) row.getInteger(field, 0)) : null;
        };
    }

    private static ParsedValue finite(double value) {
        return Double.isFinite(value) ? valid(value) : outOfRange("a number that is not finite");
    }

    private static @Nullable ParquetValue ofDecimal(PrimitiveType type, ColumnType to) {
        int before = to.precision() - to.scale();
        if (type.getLogicalTypeAnnotation() instanceof DecimalLogicalTypeAnnotation decimal) {
            boolean fits = decimal.getScale() <= to.scale() && decimal.getPrecision() - decimal.getScale() <= before;
            return fits
                    ? (row, field) ->
                            valid(new BigDecimal(unscaled(type, row, field), decimal.getScale()).setScale(to.scale()))
                    : null;
        }
        int bits = bits(type);
        int digits = bits <= Integer.SIZE ? 10 : 19;
        return bits <= Long.SIZE && digits <= before
                ? (row, field) ->
                        valid(BigDecimal.valueOf(integer(type, row, field)).setScale(to.scale()))
                : null;
    }

    private static BigInteger unscaled(PrimitiveType type, Group row, int field) {
        return switch (type.getPrimitiveTypeName()) {
            case INT32 -> BigInteger.valueOf(row.getInteger(field, 0));
            case INT64 -> BigInteger.valueOf(row.getLong(field, 0));
            default -> new BigInteger(row.getBinary(field, 0).getBytes());
        };
    }

    private static boolean isText(PrimitiveType type) {
        LogicalTypeAnnotation annotation = type.getLogicalTypeAnnotation();
        return annotation instanceof StringLogicalTypeAnnotation || annotation instanceof EnumLogicalTypeAnnotation;
    }

    private static ParquetValue ofText(ValueReader reader) {
        return (row, field) -> {
            ByteBuffer bytes = row.getBinary(field, 0).toByteBuffer();
            try {
                return reader.plain(
                        StandardCharsets.UTF_8.newDecoder().decode(bytes).toString());
            } catch (CharacterCodingException noText) {
                return new ParsedValue(null, ReasonCode.InvalidText, "a text that is not UTF-8");
            }
        };
    }

    private static @Nullable ParquetValue ofTimestamp(PrimitiveType type, ColumnType to) {
        if (type.getPrimitiveTypeName() == PrimitiveTypeName.INT96) {
            return (row, field) -> ofInt96(to, row.getInt96(field, 0).toByteBuffer());
        }
        if (!(type.getLogicalTypeAnnotation() instanceof TimestampLogicalTypeAnnotation timestamp)
                || !timestamp.isAdjustedToUTC()) {
            return null;
        }
        return switch (timestamp.getUnit()) {
            case MILLIS -> (row, field) -> ofMillis(to, row.getLong(field, 0));
            case MICROS -> (row, field) -> within(to, row.getLong(field, 0));
            case NANOS -> (row, field) -> ofNanos(to, 0, row.getLong(field, 0));
        };
    }

    /** INT96 stores the nanoseconds of a day and the Julian day, both little-endian. */
    private static ParsedValue ofInt96(ColumnType to, ByteBuffer stored) {
        ByteBuffer bytes = stored.order(ByteOrder.LITTLE_ENDIAN);
        long nanos = bytes.getLong();
        long day = bytes.getInt() - 2_440_588L;
        return ofNanos(to, day * 86_400_000_000L, nanos);
    }

    private static ParsedValue ofNanos(ColumnType to, long micros, long nanos) {
        return nanos % 1000 == 0
                ? within(to, micros + nanos / 1000)
                : outOfRange("a timestamp with a fraction of a microsecond");
    }

    private static ParsedValue ofMillis(ColumnType to, long millis) {
        return Math.abs(millis / 1000) > Long.MAX_VALUE / 1_000_000
                ? outOfRange("a " + to + " outside the years 0001 to 9999")
                : within(to, millis * 1000);
    }

    private static ParsedValue within(ColumnType to, Object value) {
        return InvalidDerivedValue.of(to, value)
                .map(invalid -> outOfRange("a " + to + " outside the years 0001 to 9999"))
                .orElseGet(() -> valid(value));
    }
}
