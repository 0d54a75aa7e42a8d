package dev.madrugada.warehouse.redshift;

import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoField;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Parses dates and timestamps in the server's ISO text format: {@code 0001-01-01}, {@code 2001-01-01 02:03:04.5+00},
 * {@code 0044-03-15 BC}, {@code infinity}. The server and java.time use the proleptic Gregorian calendar.
 * java.sql.Timestamp uses the Julian calendar before 15 October 1582 and would shift older dates.
 *
 * @see <a href="https://www.postgresql.org/docs/14/datatype-datetime.html">date and time types</a>
 */
final class PrintedTime {
    private static final Pattern PRINTED = Pattern.compile("(?<year>\\d{4,7})-(?<month>\\d\\d)-(?<day>\\d\\d)"
            + "(?: (?<time>\\d\\d:\\d\\d:\\d\\d(?:\\.\\d{1,9})?)(?<offset>[+-]\\d\\d(?::\\d\\d(?::\\d\\d)?)?)?)?"
            + "(?<era> BC)?");

    private PrintedTime() {}

    /** A LocalDate, or the text itself if it is not a date, such as infinity. */
    static Object day(String text) {
        Matcher printed = PRINTED.matcher(text);
        return printed.matches() ? day(printed) : text;
    }

    /**
     * An Instant, or the text itself if it is not a timestamp, such as infinity. A timestamp without offset is in UTC.
     */
    static Object instant(String text) {
        Matcher printed = PRINTED.matcher(text);
        if (!printed.matches()) {
            return text;
        }
        String time = printed.group("time");
        String offset = printed.group("offset");
        return OffsetDateTime.of(
                        day(printed),
                        LocalTime.parse(time == null ? "00:00:00" : time),
                        offset == null ? ZoneOffset.UTC : ZoneOffset.of(offset))
                .toInstant();
    }

    private static LocalDate day(Matcher printed) {
        int year = Integer.parseInt(printed.group("year"));
        return LocalDate.of(
                ChronoField.YEAR.checkValidIntValue(printed.group("era") == null ? year : 1 - year),
                Integer.parseInt(printed.group("month")),
                Integer.parseInt(printed.group("day")));
    }
}
