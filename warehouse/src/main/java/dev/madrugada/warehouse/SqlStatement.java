package dev.madrugada.warehouse;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/**
 * A SQL statement with the values of its {@code ?} parameters, in order. Without values a {@code ?} is an ordinary
 * character. The text must not contain secrets, because error messages show it.
 *
 * @param parameters String, Long, Integer, Double, BigDecimal, Boolean, LocalDate or Instant (a timestamp in UTC)
 */
public record SqlStatement(String text, List<Object> parameters) {
    public SqlStatement {
        if (text.isBlank()) {
            throw new IllegalArgumentException("a statement must have text");
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
                        "unsupported parameter type " + parameter.getClass().getName());
            }
        }
    }

    public static SqlStatement of(String text, Object... parameters) {
        return new SqlStatement(text, List.of(parameters));
    }

    /** The text on one line, without the values, which may be confidential. */
    @Override
    public String toString() {
        return text.strip().replaceAll("\\s+", " ");
    }
}
