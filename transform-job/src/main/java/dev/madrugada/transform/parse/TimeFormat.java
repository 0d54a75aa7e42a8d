package dev.madrugada.transform.parse;

import dev.madrugada.common.contract.ValueRules.TimeForm;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;

/**
 * One form in which a column's timestamps or dates are written. The methods return microseconds since
 * 1970-01-01T00:00:00Z or days since 1970-01-01, or one of the three constants for a value that is not valid. They are
 * primitive, because most records have several such values. Thread-safe.
 *
 * <p>A local time without zone or offset is read in the form's zone. Where its clocks are set back, a local time occurs
 * twice and the earlier instant is taken, as {@code java.time} does. Where they are set forward, the skipped local times
 * are {@link #SKIPPED} and not moved, because no clock of the zone showed them.
 */
abstract class TimeFormat {
    /** The value is not of this form. */
    static final long NONE = IsoTime.NONE;
    /** The value is of this form, but outside the years 0001 to 9999. */
    static final long BEYOND = NONE + 1;
    /** The value is a local time that its zone skips. */
    static final long SKIPPED = NONE + 2;

    private static final long MICROS_PER_DAY = 86_400_000_000L;
    private static final long FIRST =
            micros(LocalDate.of(1, 1, 1).atStartOfDay().toInstant(ZoneOffset.UTC));
    private static final long LAST =
            micros(LocalDate.of(9999, 12, 31).atTime(LocalTime.MAX).toInstant(ZoneOffset.UTC));

    private final ZoneId zone;

    TimeFormat(ZoneId zone) {
        this.zone = zone;
    }

    /** Compiles a form; throws DateTimeException or IllegalArgumentException if its pattern or zone is invalid. */
    static TimeFormat of(TimeForm form) {
        ZoneId zone = ZoneId.of(form.zone());
        return switch (form.kind()) {
            case ISO -> new IsoFormat(zone);
            case EPOCH_S -> new EpochFormat(zone, 6);
            case EPOCH_MS -> new EpochFormat(zone, 3);
            case EPOCH_US -> new EpochFormat(zone, 0);
            case EPOCH_NS -> new EpochFormat(zone, -3);
            case PATTERN -> new PatternFormat(form.pattern(), zone);
        };
    }

    static boolean isValid(long value) {
        return value > SKIPPED;
    }

    abstract long micros(String text);

    abstract long day(String text);

    /** The microseconds for a JSON number without fraction and exponent. */
    long micros(long number) {
        return NONE;
    }

    /** The microseconds for a JSON number, given as its literal. */
    long microsOfLiteral(String literal) {
        return NONE;
    }

    final ZoneId zone() {
        return zone;
    }

    /** The day of an instant in the form's zone, whose year may be another one than in UTC; passes constants on. */
    final long dayOf(long micros) {
        if (!isValid(micros)) {
            return micros;
        }
        if (zone.equals(ZoneOffset.UTC)) {
            return Math.floorDiv(micros, MICROS_PER_DAY);
        }
        LocalDate day =
                Instant.EPOCH.plus(micros, ChronoUnit.MICROS).atZone(zone).toLocalDate();
        return day.getYear() >= 1 && day.getYear() <= 9999 ? day.toEpochDay() : BEYOND;
    }

    static long bounded(long micros) {
        return micros >= FIRST && micros <= LAST ? micros : BEYOND;
    }

    /** The microseconds of an instant, rounded down; it has to be in the years 0000 to 10000. */
    static long micros(Instant instant) {
        return instant.getEpochSecond() * 1_000_000L + instant.getNano() / 1_000;
    }
}
