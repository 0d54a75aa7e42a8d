package dev.madrugada.report.query;

import java.math.BigDecimal;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One value of an answer, as text.
 *
 * @param text numbers in plain decimal notation, days and instants in ISO-8601, booleans as true and false; empty for
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
            double real = ((Number) value).doubleValue();
            String text = Double.isFinite(real) ? new BigDecimal(value.toString()).toPlainString() : value.toString();
            return new Cell(text.endsWith(".0") ? text.substring(0, text.length() - 2) : text, Kind.NUMBER);
        }
        if (value instanceof Number whole) {
            return new Cell(whole.toString(), Kind.NUMBER);
        }
        return new Cell(value.toString(), Kind.TEXT);
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
