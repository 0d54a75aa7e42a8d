package dev.madrugada.quality.deequ;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * A measured number: a fraction of decimals, which is exact, or a number that was computed in double precision.
 *
 * @param denominator greater than zero; null for a double
 * @param rounded the double, where there is no denominator
 */
record Figure(BigDecimal numerator, @Nullable BigDecimal denominator, double rounded) {
    static Figure of(long count) {
        return of(BigDecimal.valueOf(count));
    }

    static Figure of(BigDecimal value) {
        return new Figure(value, BigDecimal.ONE, 0);
    }

    /** @param denominator greater than zero */
    static Figure share(BigDecimal numerator, long denominator) {
        return new Figure(numerator, BigDecimal.valueOf(denominator), 0);
    }

    static Figure of(double rounded) {
        return new Figure(BigDecimal.ZERO, null, rounded);
    }

    /** A number that Spark computed: whole numbers and decimals exactly, the others as doubles. */
    static Figure of(Number number) {
        if (number instanceof BigDecimal decimal) {
            return of(decimal);
        }
        if (number instanceof Float single) {
            return of(Double.parseDouble(single.toString()));
        }
        return number instanceof Double rounded ? of(rounded.doubleValue()) : of(number.longValue());
    }

    /**
     * How it compares with a threshold: exactly, or in double precision where it was computed so. Empty for a NaN, which
     * has no order.
     */
    OptionalInt compareTo(BigDecimal threshold) {
        if (denominator != null) {
            return OptionalInt.of(numerator.compareTo(threshold.multiply(denominator)));
        }
        double other = threshold.doubleValue();
        return Double.isNaN(rounded)
                ? OptionalInt.empty()
                : OptionalInt.of(rounded == other ? 0 : rounded < other ? -1 : 1);
    }

    /** Without exponent; a fraction that does not end is rounded to 34 digits. */
    String text() {
        if (denominator == null) {
            return Double.isFinite(rounded) ? plain(BigDecimal.valueOf(rounded)) : Double.toString(rounded);
        }
        return plain(
                denominator.compareTo(BigDecimal.ONE) == 0
                        ? numerator
                        : numerator.divide(denominator, MathContext.DECIMAL128));
    }

    private static String plain(BigDecimal value) {
        return (value.signum() == 0 ? BigDecimal.ZERO : value.stripTrailingZeros()).toPlainString();
    }
}
