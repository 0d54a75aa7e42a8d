package dev.madrugada.report.page;

import dev.madrugada.common.text.Numbers;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/** Formats values for people. */
final class TextFormat {
    private TextFormat() {}

    static String rows(long number) {
        return quantity(number, "row");
    }

    /** The number and the noun; the plural has an s. */
    static String quantity(long number, String thing) {
        return number == 1 ? "1 " + thing : Numbers.grouped(number) + " " + thing + "s";
    }

    static String seconds(double seconds) {
        return String.format(Locale.ROOT, "%,.1f s", seconds);
    }

    /** The instant in UTC, without fractions of a second. */
    static String instant(Instant instant) {
        return DateTimeFormatter.ISO_INSTANT
                .format(instant.truncatedTo(ChronoUnit.SECONDS))
                .replace('T', ' ')
                .replace("Z", " UTC");
    }

    /** A column name with spaces instead of underscores. */
    static String phrase(String column) {
        return column.replace('_', ' ');
    }

    static String capitalised(String phrase) {
        return phrase.isEmpty() ? phrase : phrase.substring(0, 1).toUpperCase(Locale.ROOT) + phrase.substring(1);
    }
}
