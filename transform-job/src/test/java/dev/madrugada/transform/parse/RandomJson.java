package dev.madrugada.transform.parse;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import dev.madrugada.common.contract.ColumnType;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Random;

/** Random JSON values as texts. */
final class RandomJson {
    private static final List<String> HOSTILE = List.of(
            "\"\\ud800\"",
            "\"a\\udc00\\ud800\"",
            "\"\\u0000\"",
            "1e400",
            "-1E-400",
            "1e99999999999999999999",
            "0e-99999999999999999999",
            "-0",
            "-0.0",
            "9223372036854775808",
            "-9223372036854775809",
            "9007199254740993",
            "123456789012345678901234567890123456789",
            "1.000",
            "1E2",
            "{\"x\":1,\"x\":2}",
            "[{\"\\u0061\":1,\"a\":2}]",
            "{\"\\ud83d\":1}",
            "\"2001-02-29\"",
            "\"0000-01-01T00:00:00Z\"",
            "\"9999-12-31T23:59:59.9999999-18:00\"",
            "{}",
            "[]",
            "[[]]",
            "\"\"",
            "null",
            "NaN",
            "01",
            "'a'",
            "\"a\nb\"",
            "tru");

    private RandomJson() {}

    static String quoted(String text) {
        return '"' + new String(JsonStringEncoder.getInstance().quoteAsString(text)) + '"';
    }

    /** Any value, also nested ones. */
    static String value(Random random) {
        return switch (random.nextInt(9)) {
            case 0 -> "{\"n\":" + value(random) + "}";
            case 1 -> "[" + value(random) + ", " + value(random) + "]";
            case 2 -> "null";
            case 3 -> "true";
            case 4, 5 -> String.valueOf(random.nextInt(100));
            case 6 -> random.nextInt(1000) / 100.0 + "";
            default -> quoted(text(random, random.nextInt(10)));
        };
    }

    /** A value that breaks rules: of a type, of a column, or of JSON. */
    static String hostile(Random random) {
        return switch (random.nextInt(24)) {
            case 0 -> nested("[", "]", random.nextInt(1, 1100), "1");
            case 1 -> nested("{\"a\":", "}", random.nextInt(1, 1100), "1");
            case 2 -> "[".repeat(random.nextInt(1, 50_000));
            case 3 -> "9".repeat(random.nextInt(1, 2_000));
            case 4 -> "0." + "1".repeat(random.nextInt(1, 2_000));
            case 5 -> quoted("\u20ac".repeat(random.nextInt(21_800, 21_860)));
            default -> HOSTILE.get(random.nextInt(HOSTILE.size()));
        };
    }

    private static String nested(String open, String close, int depth, String inner) {
        return open.repeat(depth) + inner + close.repeat(depth);
    }

    /** A value that fits the plain type. */
    static String valueOf(ColumnType type, Random random) {
        return switch (type.kind()) {
            case BIGINT -> String.valueOf(random.nextBoolean() ? random.nextLong() : random.nextInt(1000));
            case INTEGER -> String.valueOf(random.nextBoolean() ? random.nextInt() : random.nextInt(1000));
            case DOUBLE ->
                random.nextBoolean()
                        ? String.valueOf(Double.longBitsToDouble(random.nextLong() & ~(1L << 52)))
                        : String.valueOf(random.nextInt());
            case DECIMAL -> {
                int digits = random.nextInt(1, type.precision() + 1);
                BigInteger unscaled = new BigInteger(digits * 3, random);
                BigDecimal number = new BigDecimal(random.nextBoolean() ? unscaled : unscaled.negate(), type.scale());
                yield random.nextBoolean() ? number.toPlainString() : number.toString();
            }
            case BOOLEAN -> String.valueOf(random.nextBoolean());
            case DATE ->
                '"' + LocalDate.ofEpochDay(random.nextInt(-700_000, 2_900_000)).toString() + '"';
            case TIMESTAMP -> {
                Instant time = Instant.ofEpochSecond(
                        random.nextLong(-60_000_000_000L, 250_000_000_000L), random.nextInt(1_000_000_000));
                ZoneOffset offset = ZoneOffset.ofTotalSeconds(random.nextInt(-18 * 60, 18 * 60 + 1) * 60);
                yield '"' + DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(time.atOffset(offset)) + '"';
            }
            default -> quoted(text(random, random.nextInt(4)));
        };
    }

    /** A text of at most four bytes of UTF-8 for each code point. */
    static String text(Random random, int points) {
        StringBuilder text = new StringBuilder();
        for (int i = points; i > 0; i--) {
            int point = random.nextBoolean() ? random.nextInt(1, 0x80) : random.nextInt(1, 0x110000);
            boolean isSurrogate = point >= 0xD800 && point <= 0xDFFF;
            text.appendCodePoint(isSurrogate ? 'x' : point);
        }
        return text.toString();
    }
}
