package dev.madrugada.transform.parse;

import java.time.YearMonth;

/**
 * Parses ISO-8601 dates and timestamps. Hand-written, because it is several times as fast as a DateTimeFormatter.
 *
 * <p>A timestamp is {@code YYYY-MM-DDThh:mm[:ss[.f]]} with one to nine fraction digits, then {@code Z}, {@code ±hh},
 * {@code ±hhmm} or {@code ±hh:mm}. Years are 0001 to 9999, seconds 0 to 59. Digits after the microsecond are dropped
 * (rounded down), because Parquet and the warehouse store microseconds.
 *
 * <p>The results are primitive, {@link #NONE} for a text of another form: most records have several of these values.
 */
final class IsoTime {
    /** The result for a text that is not a date or a timestamp. */
    static final long NONE = Long.MIN_VALUE;

    private static final int DAY = 10;
    private static final int MINUTES = 16;
    private static final int SECONDS = 19;
    private static final int FRACTION = 9;
    private static final int MICRO = 6;
    private static final int MAX_OFFSET_MINUTES = 18 * 60;
    private static final int NO_OFFSET = Integer.MIN_VALUE;
    private static final long MICROS = 1_000_000L;
    /** The days from 0000-03-01 to 1970-01-01. */
    private static final long MARCH_DAYS = 719_468;

    private IsoTime() {}

    /** The days from 1970-01-01 to a date {@code YYYY-MM-DD}. */
    static long epochDay(String text) {
        return text.length() == DAY ? dayAtStart(text) : NONE;
    }

    /** The microseconds from 1970-01-01T00:00:00Z to a timestamp. */
    static long micros(String text) {
        if (text.length() <= MINUTES || text.charAt(DAY) != 'T' || text.charAt(13) != ':') {
            return NONE;
        }
        long day = dayAtStart(text);
        int hour = digits(text, 11, 13);
        int minute = digits(text, 14, MINUTES);
        if (day == NONE || hour < 0 || hour > 23 || minute < 0 || minute > 59) {
            return NONE;
        }
        int second = 0;
        int at = MINUTES;
        if (text.charAt(at) == ':') {
            second = text.length() > SECONDS ? digits(text, MINUTES + 1, SECONDS) : -1;
            at = SECONDS;
        }
        if (second < 0 || second > 59) {
            return NONE;
        }
        int fraction = 0;
        if (at == SECONDS && text.charAt(at) == '.') {
            int end = at + 1;
            while (end < text.length() && isDigit(text.charAt(end))) {
                end++;
            }
            int length = end - at - 1;
            if (length < 1 || length > FRACTION) {
                return NONE;
            }
            fraction = micro(text, at + 1, length);
            at = end;
        }
        int offset = offsetMinutes(text, at);
        if (offset == NO_OFFSET) {
            return NONE;
        }
        long minutes = day * 1440L + hour * 60L + minute - offset;
        return (minutes * 60 + second) * MICROS + fraction;
    }

    private static int micro(String text, int from, int length) {
        int value = digits(text, from, from + Math.min(length, MICRO));
        for (int i = length; i < MICRO; i++) {
            value *= 10;
        }
        return value;
    }

    private static int offsetMinutes(String text, int at) {
        int left = text.length() - at;
        if (left < 1) {
            return NO_OFFSET;
        }
        char sign = text.charAt(at);
        if (sign == 'Z') {
            return left == 1 ? 0 : NO_OFFSET;
        }
        if (sign != '+' && sign != '-') {
            return NO_OFFSET;
        }
        int hours = left >= 3 ? digits(text, at + 1, at + 3) : -1;
        int minutes = switch (left) {
            case 3 -> 0;
            case 5 -> digits(text, at + 3, at + 5);
            case 6 -> text.charAt(at + 3) == ':' ? digits(text, at + 4, at + 6) : -1;
            default -> -1;
        };
        int total = hours * 60 + minutes;
        if (hours < 0 || minutes < 0 || minutes > 59 || total > MAX_OFFSET_MINUTES) {
            return NO_OFFSET;
        }
        return sign == '-' ? -total : total;
    }

    private static long dayAtStart(String text) {
        if (text.charAt(4) != '-' || text.charAt(7) != '-') {
            return NONE;
        }
        int year = digits(text, 0, 4);
        int month = digits(text, 5, 7);
        int day = digits(text, 8, DAY);
        if (year < 1 || month < 1 || month > 12 || day < 1) {
            return NONE;
        }
        if (day > 28 && day > YearMonth.of(year, month).lengthOfMonth()) {
            return NONE;
        }
        return epochDay(year, month, day);
    }

    /**
     * The days from 1970-01-01 to a date of the Gregorian calendar. A year is counted from March, so that the leap day is
     * its last day, and {@code (153 * month + 2) / 5} is the number of days before a month.
     */
    private static long epochDay(int year, int month, int day) {
        long marchYear = month > 2 ? year : year - 1;
        int marchMonth = month > 2 ? month - 3 : month + 9;
        long leapDays = marchYear / 4 - marchYear / 100 + marchYear / 400;
        return marchYear * 365 + leapDays + (153 * marchMonth + 2) / 5 + day - 1 - MARCH_DAYS;
    }

    /** The value of the ASCII digits in the range, or -1 if it contains another character. */
    private static int digits(String text, int from, int to) {
        int value = 0;
        for (int i = from; i < to; i++) {
            if (!isDigit(text.charAt(i))) {
                return -1;
            }
            value = value * 10 + text.charAt(i) - '0';
        }
        return value;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
