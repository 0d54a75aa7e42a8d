package dev.madrugada.transform.enrich;

import dev.madrugada.common.contract.ColumnType;
import dev.madrugada.transform.parse.ReasonCode;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import org.apache.spark.unsafe.types.UTF8String;

/**
 * Why a derived value is invalid although Spark's type can store it. It has the limits that the values of a payload
 * have: a varchar's bytes, the years 0001 to 9999, valid Unicode without NUL.
 */
record InvalidDerivedValue(ReasonCode code, String detail) {
    private static final long MICROS = 1_000_000L;
    private static final long FIRST_DAY = LocalDate.of(1, 1, 1).toEpochDay();
    private static final long LAST_DAY = LocalDate.of(9999, 12, 31).toEpochDay();
    private static final long FIRST_MICRO = LocalDateTime.of(1, 1, 1, 0, 0).toEpochSecond(ZoneOffset.UTC) * MICROS;
    private static final long END_MICRO =
            LocalDate.of(9999, 12, 31).plusDays(1).atStartOfDay().toEpochSecond(ZoneOffset.UTC) * MICROS;

    /** Checks a value; empty if it is valid for the type. */
    static Optional<InvalidDerivedValue> of(ColumnType type, Object value) {
        return switch (type.kind()) {
            case VARCHAR -> ofText(type, (UTF8String) value);
            case TIMESTAMP -> outside(type, (Long) value, FIRST_MICRO, END_MICRO - 1);
            case DATE -> outside(type, (Integer) value, FIRST_DAY, LAST_DAY);
            default -> Optional.empty();
        };
    }

    private static Optional<InvalidDerivedValue> outside(ColumnType type, long value, long first, long last) {
        return value >= first && value <= last
                ? Optional.empty()
                : Optional.of(new InvalidDerivedValue(
                        ReasonCode.OutOfRange, "the expression returns a " + type + " outside the years 0001 to 9999"));
    }

    private static Optional<InvalidDerivedValue> ofText(ColumnType type, UTF8String text) {
        if (text.numBytes() > type.length()) {
            return Optional.of(new InvalidDerivedValue(
                    ReasonCode.TooLong, "the expression returns more bytes than " + type + " can store"));
        }
        return isText(text.getBytes())
                ? Optional.empty()
                : Optional.of(new InvalidDerivedValue(
                        ReasonCode.InvalidText,
                        "the expression returns a text with NUL or invalid Unicode, which " + type + " cannot store"));
    }

    private static boolean isText(byte[] bytes) {
        boolean ascii = true;
        for (byte b : bytes) {
            if (b == 0) {
                return false;
            }
            ascii &= b > 0;
        }
        if (ascii) {
            return true;
        }
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
            return true;
        } catch (CharacterCodingException noUnicode) {
            return false;
        }
    }
}
