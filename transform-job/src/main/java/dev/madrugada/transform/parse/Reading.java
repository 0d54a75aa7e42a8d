package dev.madrugada.transform.parse;

import org.jspecify.annotations.Nullable;

/**
 * What reading one value came to: a value, or why there is none.
 *
 * @param value Long, Integer, Double, BigDecimal, Boolean or String; a timestamp is the microseconds since 1970 and a
 *     date the days since then
 * @param misfit null where there is a value
 * @param detail for people, without the value itself
 */
public record Reading(@Nullable Object value, @Nullable ReasonCode misfit, String detail) {
    static Reading of(Object value) {
        return new Reading(value, null, "");
    }

    static Reading misfit(ReasonCode code, String detail) {
        return new Reading(null, code, detail);
    }
}
