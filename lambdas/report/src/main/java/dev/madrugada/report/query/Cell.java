package dev.madrugada.report.query;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One value of a result, as text.
 *
 * @param text the value as text. Exact numbers are in plain decimal notation with the warehouse's scale. Floating-point
 *     numbers are in plain decimal notation with the fewest digits that parse to the same number. Days and instants are
 *     in ISO-8601. Booleans are true or false. The text of a null is empty.
 */
public record Cell(String text, Kind kind) {
    public static final Cell NULL = new Cell("", Kind.NULL);

    /** The kind of value. A number may also be NaN or infinite; such a number cannot be drawn. */
    public enum Kind {
        NUMBER,
        TEXT,
        NULL
    }

    /** The cell of a value of a query result: a number, boolean, day, instant, text or null. */
    public static Cell of(@Nullable Object value) {
        if (value == null) {
            return NULL;
        }
        if (value instanceof BigDecimal exact) {
            return new Cell(exact.toPlainString(), Kind.NUMBER);
        }
        if (value instanceof Double || value instanceof Float) {
            // Float.toString has the fewest digits; a widening to double would add digits.
            double real = value instanceof Float ? Double.parseDouble(value.toString()) : (Double) value;
            return new Cell(Double.isFinite(real) ? shortest(real).toPlainString() : value.toString(), Kind.NUMBER);
        }
        if (value instanceof Number whole) {
            return new Cell(whole.toString(), Kind.NUMBER);
        }
        return new Cell(value.toString(), Kind.TEXT);
    }

    /**
     * The decimal with the fewest digits that parses to the same double. Double.toString of Java 17 may have one digit
     * too many (JDK-4511638).
     */
    private static BigDecimal shortest(double value) {
        BigDecimal exact = new BigDecimal(value);
        // Every decimal of 15 digits survives a conversion to double and back, except for subnormal numbers.
        for (int digits = Math.abs(value) < Double.MIN_NORMAL ? 1 : 15; digits < 17; digits++) {
            BigDecimal rounded = exact.round(new MathContext(digits));
            if (rounded.doubleValue() == value) {
                return rounded.stripTrailingZeros();
            }
        }
        return exact.round(new MathContext(17)).stripTrailingZeros();
    }

    /** The finite number of this cell; empty for other values. */
    public Optional<BigDecimal> number() {
        if (kind != Kind.NUMBER) {
            return Optional.empty();
        }
        try {
            return Optional.of(new BigDecimal(text));
        } catch (NumberFormatException notFinite) {
            return Optional.empty();
        }
    }
}
