package dev.madrugada.common.contract;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.TemporalAccessor;
import java.time.temporal.TemporalQueries;
import java.util.Locale;

/** Checks patterns of {@link DateTimeFormatter} by writing a time with them and reading it again. */
final class TimePattern {
    /** A time each of whose parts differs from the others: day 329 of the year, week 47, hour 13. */
    private static final ZonedDateTime SAMPLE =
            ZonedDateTime.of(2001, 11, 25, 13, 14, 16, 123_456_789, ZoneId.of("Europe/Madrid"));

    private TimePattern() {}

    /**
     * Checks a pattern.
     *
     * @throws IllegalArgumentException if it is not a pattern, or if a time written with it has no complete date; the
     *     message says why
     */
    static void check(String pattern) {
        DateTimeFormatter formatter;
        try {
            formatter = DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH);
        } catch (IllegalArgumentException invalid) {
            throw new IllegalArgumentException("it is not a pattern of times: " + invalid.getMessage(), invalid);
        }
        String letters = pattern.replaceAll("'[^']*'", "");
        if (letters.contains("D") && (letters.contains("M") || letters.contains("L"))) {
            throw new IllegalArgumentException(
                    "the pattern has a month and D, which is the day of the year; dd is the day of the month");
        }
        TemporalAccessor read;
        try {
            read = formatter.parse(formatter.format(SAMPLE));
        } catch (DateTimeException unreadable) {
            throw new IllegalArgumentException(
                    "times that the pattern writes cannot be read with it; MM is the month, mm the minute, dd the day of"
                            + " the month, yyyy the year, YYYY the year of a week",
                    unreadable);
        }
        LocalDate date = read.query(TemporalQueries.localDate());
        if (date == null || !date.equals(SAMPLE.toLocalDate())) {
            throw new IllegalArgumentException(
                    "the pattern has no complete date; yyyy is the year, MM the month, dd the" + " day of the month");
        }
        LocalTime time = read.query(TemporalQueries.localTime());
        if (time == null && hasTime(formatter)) {
            throw new IllegalArgumentException("the pattern has an incomplete time; HH is the hour from 00 to 23, and"
                    + " hh needs a, which is AM or PM");
        }
    }

    /** Whether the pattern writes two times of one day in different ways. */
    private static boolean hasTime(DateTimeFormatter formatter) {
        return !formatter
                .format(SAMPLE)
                .equals(formatter.format(SAMPLE.plusHours(10).minusMinutes(3).minusSeconds(5)));
    }
}
