package dev.madrugada.common.text;

import java.util.Locale;

/** Formats numbers for people, independent of the locale. */
public final class Numbers {
    private Numbers() {}

    /**
     * A part of a whole in percent; never 0 or 100 by rounding, but such as {@code < 0.1 %} and {@code > 99.9 %}.
     *
     * @param whole more than 0
     * @param decimals how many are shown
     */
    public static String percent(long part, long whole, int decimals) {
        double percent = 100.0 * part / whole;
        double least = Math.pow(10, -decimals);
        if (part > 0 && percent < least) {
            return "< " + percent(least, decimals);
        }
        if (part < whole && percent > 100 - least) {
            return "> " + percent(100 - least, decimals);
        }
        return percent(percent, decimals);
    }

    private static String percent(double percent, int decimals) {
        return String.format(Locale.ROOT, "%." + decimals + "f %%", percent);
    }

    /** A count with a comma every three digits, such as {@code 1,234,567}. */
    public static String grouped(long count) {
        return String.format(Locale.ROOT, "%,d", count);
    }
}
