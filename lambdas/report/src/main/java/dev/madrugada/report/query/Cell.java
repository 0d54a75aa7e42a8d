package dev.madrugada.report.query;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One value of an answer, as text.
 *
 * @param text numbers in plain decimal notation, an exact one with the scale that the warehouse gives it, a floating one
 *     with the fewest digits that read back the same; days and instants in ISO-8601, booleans as true and false; empty for
 *     null
 */
public record Cell(String text, Kind kind) {
    public static final Cell NULL = new Cell("", Kind.NULL);

    /** What the text stands for; a number may also be NaN or an infinity, which cannot be drawn. */
    public enum Kind {
        NUMBER,
        TEXT,
        NULL
    }

    /** The cell of a value as the warehouse gives it: a number, a boolean, a day, an instant or text. */
    public static Cell of(@Nullable Object value) {
        if (value == null) {
            return NULL;
        }
        if (value instanceof BigDecimal exact) {
            return new Cell(exact.toPlainString(), Kind.NUMBER);
        }
        if (value instanceof Double || value instanceof Float) {
            // A float's own text has no more digits than it needs; as a double it would.
            double real = value instanceof Float ? Double.parseDouble(value.toString()) : (Double) value;
            return new Cell(Double.isFinite(real) ? shortest(real).toPlainString() : value.toString(), Kind.NUMBER);
        }
        if (value instanceof Number whole) {
            return new Cell(whole.toString(), Kind.NUMBER);
        }
        return new Cell(value.toString(), Kind.TEXT);
    }

    /** The decimal of the fewest digits that reads back as the same double. Java 17's own text may have one too many. */
    private static BigDecimal shortest(double value) {
        BigDecimal exact = new BigDecimal(value);
        // Every decimal of 15 digits survives a double, except the smallest doubles, which have fewer.
        for (int digits = Math.abs(value) < Double.MIN_NORMAL ? 1 : 15; digits < 17; digits++) {
            BigDecimal rounded = exact.round(new MathContext(digits));
            if (rounded.doubleValue() == value) {
                return rounded.stripTrailingZeros();
            }
        }
        return exact.round(new MathContext(17)).stripTrailingZeros();
    }

    /** The number it stands for; empty where there is none that has a place on an axis. */
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
