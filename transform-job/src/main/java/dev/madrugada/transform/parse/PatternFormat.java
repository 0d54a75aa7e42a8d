package dev.madrugada.transform.parse;

import java.text.ParsePosition;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;
import java.time.temporal.TemporalQueries;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Texts in a pattern of {@link DateTimeFormatter}. Names of months and days are English, in any case of letters; a year
 * without an era is one of the common era. Days and times have to exist: February 30, 24:00 and a 60th second are
 * refused. A pattern without a time means the start of the day; digits after the microsecond are dropped.
 *
 * <p>A text's own offset or zone counts; without one, the form's zone does. A date column reads the day that the text
 * names, or, if the text has a time with an offset or zone, that instant's day in the form's zone.
 */
final class PatternFormat extends TimeFormat {
    private static final List<ZonedDateTime> SAMPLES = List.of(
            ZonedDateTime.of(2001, 11, 23, 13, 45, 56, 0, ZoneOffset.UTC),
            ZonedDateTime.of(2024, 2, 29, 0, 0, 0, 0, ZoneOffset.UTC));

    private static final List<ChronoField> TIME_FIELDS =
            Stream.of(ChronoField.values()).filter(ChronoField::isTimeBased).toList();

    private final DateTimeFormatter format;

    PatternFormat(String pattern, ZoneId zone) {
        super(zone);
        this.format = new DateTimeFormatterBuilder()
                .parseCaseInsensitive()
                .appendPattern(pattern)
                // 'yyyy' is a year of an era; strict resolution requires the era.
                .parseDefaulting(ChronoField.ERA, 1)
                .toFormatter(Locale.ENGLISH)
                .withResolverStyle(ResolverStyle.STRICT);
    }

    /** Why no text of the pattern can be read; empty if the pattern determines a day. */
    Optional<String> problem() {
        for (ZonedDateTime sample : SAMPLES) {
            String text;
            try {
                text = format.format(sample);
            } catch (DateTimeException unprintable) {
                return Optional.of("it has a field that no timestamp has");
            }
            Parts parts = parsed(text);
            if (parts == null) {
                return Optional.of("it does not determine a day, or its time is incomplete");
            }
            if (!parts.date().equals(sample.toLocalDate())) {
                return Optional.of("it does not determine a day");
            }
        }
        return Optional.empty();
    }

    @Override
    long micros(String text) {
        Parts parts = parsed(text);
        if (parts == null) {
            return NONE;
        }
        if (parts.time() == null) {
            ZoneId zone = parts.zone() == null ? zone() : parts.zone();
            return bounded(micros(parts.date().atStartOfDay(zone).toInstant()));
        }
        return micros(parts.date().atTime(parts.time()), parts.zone() == null ? zone() : parts.zone());
    }

    @Override
    long day(String text) {
        Parts parts = parsed(text);
        if (parts == null) {
            return NONE;
        }
        return parts.time() == null || parts.zone() == null
                ? parts.date().toEpochDay()
                : dayOf(micros(parts.date().atTime(parts.time()), parts.zone()));
    }

    private static long micros(LocalDateTime local, ZoneId zone) {
        List<ZoneOffset> offsets = zone.getRules().getValidOffsets(local);
        return offsets.isEmpty() ? SKIPPED : bounded(micros(local.toInstant(offsets.get(0))));
    }

    /** What a text says. */
    private record Parts(
            LocalDate date,
            @Nullable LocalTime time,
            @Nullable ZoneId zone) {}

    private @Nullable Parts parsed(String text) {
        ParsePosition end = new ParsePosition(0);
        try {
            // Tells texts of other forms without the cost of an exception.
            if (format.parseUnresolved(text, end) == null || end.getIndex() < text.length()) {
                return null;
            }
            return parts(format.parse(text));
        } catch (DateTimeException unresolved) {
            return null;
        }
    }

    private static @Nullable Parts parts(TemporalAccessor parsed) {
        LocalDate date = parsed.query(TemporalQueries.localDate());
        LocalTime time = parsed.query(TemporalQueries.localTime());
        if (date == null || date.getYear() < 1 || date.getYear() > 9999) {
            return null;
        }
        if (time == null && TIME_FIELDS.stream().anyMatch(parsed::isSupported)) {
            return null;
        }
        ZoneId zone = parsed.isSupported(ChronoField.OFFSET_SECONDS)
                ? ZoneOffset.ofTotalSeconds(parsed.get(ChronoField.OFFSET_SECONDS))
                : parsed.query(TemporalQueries.zoneId());
        return new Parts(date, time, zone);
    }
}
