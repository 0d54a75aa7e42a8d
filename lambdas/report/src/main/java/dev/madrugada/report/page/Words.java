package dev.madrugada.report.page;

import dev.madrugada.common.text.Numbers;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/** Values as people read them. */
final class Words {
    private Words() {}

    static String rows(long number) {
        return counted(number, "row");
    }

    /** A number of things whose plural ends with s. */
    static String counted(long number, String thing) {
        return number == 1 ? "1 " + thing : Numbers.grouped(number) + " " + thing + "s";
    }

    static String seconds(double seconds) {
        return String.format(Locale.ROOT, "%,.1f s", seconds);
    }

    /** To the second, in UTC. */
    static String instant(Instant instant) {
        return DateTimeFormatter.ISO_INSTANT
                .format(instant.truncatedTo(ChronoUnit.SECONDS))
                .replace('T', ' ')
                .replace("Z", " UTC");
    }

    /** A column's name as a phrase: {@code late_flights} is late flights. */
    static String phrase(String column) {
        return column.replace('_', ' ');
    }

    static String capitalised(String phrase) {
        return phrase.isEmpty() ? phrase : phrase.substring(0, 1).toUpperCase(Locale.ROOT) + phrase.substring(1);
    }
}
