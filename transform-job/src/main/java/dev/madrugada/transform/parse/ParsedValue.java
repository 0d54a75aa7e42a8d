package dev.madrugada.transform.parse;

import org.jspecify.annotations.Nullable;

/**
 * What reading one value came to: a value, or why there is none.
 *
 * @param value Long, Integer, Double, BigDecimal, Boolean or String; a timestamp is the microseconds since 1970 and a
 *     date the days since then
 * @param invalidValue null where there is a value
 * @param detail for people, without the value itself
 */
public record ParsedValue(@Nullable Object value, @Nullable ReasonCode invalidValue, String detail) {
    static ParsedValue of(Object value) {
        return new ParsedValue(value, null, "");
    }

    static ParsedValue invalidValue(ReasonCode code, String detail) {
        return new ParsedValue(null, code, detail);
    }
}
