package dev.madrugada.warehouse;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/**
 * A statement: its text, and a value for each {@code ?} in it, in order. Without parameters a {@code ?} is just a
 * character. The text holds no secret: it is shown where it fails.
 *
 * @param parameters String, Long, Integer, Double, BigDecimal, Boolean, LocalDate or Instant (a timestamp in UTC)
 */
public record SqlStatement(String text, List<Object> parameters) {
    public SqlStatement {
        if (text.isBlank()) {
            throw new IllegalArgumentException("a statement has a text");
        }
        parameters = List.copyOf(parameters);
        for (Object parameter : parameters) {
            if (!(parameter instanceof String
                    || parameter instanceof Long
                    || parameter instanceof Integer
                    || parameter instanceof Double
                    || parameter instanceof BigDecimal
                    || parameter instanceof Boolean
                    || parameter instanceof LocalDate
                    || parameter instanceof Instant)) {
                throw new IllegalArgumentException(
                        "a statement cannot take a " + parameter.getClass().getName());
            }
        }
    }

    public static SqlStatement of(String text, Object... parameters) {
        return new SqlStatement(text, List.of(parameters));
    }

    /** The text alone, on one line: values may be payload. */
    @Override
    public String toString() {
        return text.strip().replaceAll("\\s+", " ");
    }
}
