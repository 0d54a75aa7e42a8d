package dev.madrugada.report.page;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;

/**
 * An axis between two round numbers that includes zero.
 *
 * @param low lower end; a multiple of the step, at most zero
 * @param high upper end; a multiple of the step, at least zero and greater than low
 * @param step distance of the ticks; 1, 2 or 5 times a power of ten
 */
record Axis(BigDecimal low, BigDecimal high, BigDecimal step) {
    private static final int INTERVALS = 5;
    /** Ten digits and three separators. */
    private static final int MAX_PLAIN_LENGTH = 13;

    /** The axis that includes zero and all values. */
    static Axis containing(Collection<BigDecimal> values) {
        BigDecimal least = values.stream().reduce(BigDecimal.ZERO, BigDecimal::min);
        BigDecimal most = values.stream().reduce(BigDecimal.ZERO, BigDecimal::max);
        if (least.compareTo(most) == 0) {
            return new Axis(BigDecimal.ZERO, BigDecimal.ONE, BigDecimal.ONE);
        }
        BigDecimal step = round(most.subtract(least).divide(BigDecimal.valueOf(INTERVALS), MathContext.DECIMAL64));
        return new Axis(multiple(least, step, RoundingMode.FLOOR), multiple(most, step, RoundingMode.CEILING), step);
    }

    List<BigDecimal> ticks() {
        List<BigDecimal> ticks = new ArrayList<>();
        for (BigDecimal tick = low; tick.compareTo(high) <= 0; tick = tick.add(step)) {
            ticks.add(tick);
        }
        return ticks;
    }

    /** The relative position of a value: 0 at the lower end, 1 at the upper end. */
    double position(BigDecimal value) {
        return value.subtract(low)
                .divide(high.subtract(low), MathContext.DECIMAL64)
                .doubleValue();
    }

    static String text(BigDecimal tick) {
        if (tick.signum() == 0) {
            return "0";
        }
        BigDecimal shortest = tick.stripTrailingZeros();
        String plain = String.format(Locale.ROOT, "%,." + Math.max(0, shortest.scale()) + "f", shortest);
        return plain.length() <= MAX_PLAIN_LENGTH ? plain : Scientific.text(shortest);
    }

    /** Rounds up to 1, 2, 5 or 10 times a power of ten. */
    private static BigDecimal round(BigDecimal rough) {
        BigDecimal power = BigDecimal.ONE.scaleByPowerOfTen(rough.precision() - rough.scale() - 1);
        for (int times : new int[] {1, 2, 5}) {
            BigDecimal candidate = power.multiply(BigDecimal.valueOf(times));
            if (candidate.compareTo(rough) >= 0) {
                return candidate;
            }
        }
        return power.scaleByPowerOfTen(1);
    }

    private static BigDecimal multiple(BigDecimal value, BigDecimal step, RoundingMode mode) {
        return value.divide(step, 0, mode).multiply(step);
    }
}
