package dev.madrugada.quality.deequ;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * A measured number: either an exact fraction of decimals or a double.
 *
 * @param numerator the fraction's numerator; unused for a double
 * @param denominator the fraction's denominator, greater than zero; null for a double
 * @param rounded the double; unused for a fraction
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

    /** Converts a number that Spark computed: integers and decimals become exact, floats and doubles stay doubles. */
    static Figure of(Number number) {
        if (number instanceof BigDecimal decimal) {
            return of(decimal);
        }
        if (number instanceof Float single) {
            return of(Double.parseDouble(single.toString()));
        }
        return number instanceof Double rounded ? of(rounded.doubleValue()) : of(number.longValue());
    }

    /** Compares the figure with a threshold: exactly for a fraction, as doubles for a double. Empty for a NaN. */
    OptionalInt compareTo(BigDecimal threshold) {
        if (denominator != null) {
            return OptionalInt.of(numerator.compareTo(threshold.multiply(denominator)));
        }
        double other = threshold.doubleValue();
        return Double.isNaN(rounded)
                ? OptionalInt.empty()
                : OptionalInt.of(rounded == other ? 0 : rounded < other ? -1 : 1);
    }

    /** The number without exponent; a fraction without a finite decimal form is rounded to 34 digits. */
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
