package dev.madrugada.common.text;

import java.util.List;
import java.util.Locale;

/** Formats numbers for people, independent of the locale. */
public final class Numbers {
    private static final List<String> UNITS = List.of("B", "KB", "MB", "GB", "TB");

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

    /** A size with one decimal in decimal units, such as {@code 12.3 MB}; below 1,000 in bytes. */
    public static String bytes(long size) {
        double value = size;
        int unit = 0;
        while (value >= 999.95 && unit < UNITS.size() - 1) {
            value /= 1_000;
            unit++;
        }
        return unit == 0 ? size + " B" : String.format(Locale.ROOT, "%.1f %s", value, UNITS.get(unit));
    }
}
