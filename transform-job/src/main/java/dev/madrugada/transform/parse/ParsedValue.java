package dev.madrugada.transform.parse;

import org.jspecify.annotations.Nullable;

/**
 * The result of parsing one value: the value, or the reason why it is invalid.
 *
 * @param value a Long, Integer, Double, BigDecimal, Boolean or String; a timestamp is a Long of microseconds since
 *     1970-01-01T00:00:00Z, a date an Integer of days since 1970-01-01; null if the value is invalid, or null by the column's rules. An array is a List
 *     of such values and nulls, a map a LinkedHashMap with String keys in the payload's order, a struct a List of its
 *     fields' values in its type's order, json a String
 * @param invalidValue the code of the reason; null if the value is valid
 * @param detail the reason as a text for people, which never contains the value itself; empty if the value is valid
 */
public record ParsedValue(@Nullable Object value, @Nullable ReasonCode invalidValue, String detail) {
    /** A valid value that means null. */
    static final ParsedValue NULL = new ParsedValue(null, null, "");

    static ParsedValue of(Object value) {
        return new ParsedValue(value, null, "");
    }

    static ParsedValue invalidValue(ReasonCode code, String detail) {
        return new ParsedValue(null, code, detail);
    }
}
