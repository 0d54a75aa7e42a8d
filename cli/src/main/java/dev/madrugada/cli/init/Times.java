package dev.madrugada.cli.init;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.TemporalAccessor;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Values that are timestamps or dates: the forms in which they are written, and the first and the last of them, as far
 * as they are known.
 *
 * @param forms as the contract's {@code formats} names them
 */
record Times(boolean areDates, List<String> forms, Instant first, Instant last, boolean isAmbiguous) {
    private static final String ISO = "iso";
    private static final String NAMED_LIKE_A_TIME =
            "(?i).*(time|date|epoch|timestamp|created|updated|modified|expires|when).*|.*(_at|At|_ts|Ts|_on)|ts|at|t"
                    + "|(.*_)?(ts|at)_?(s|ms|us|ns|sec|secs|seconds|millis|micros|nanos)";
    private static final long FROM = Instant.parse("2000-01-01T00:00:00Z").getEpochSecond();
    private static final long TO = Instant.parse("2040-01-01T00:00:00Z").getEpochSecond();

    private static final List<String> DATES = List.of(
            "yyyy-MM-dd",
            "yyyy/MM/dd",
            "dd/MM/yyyy",
            "MM/dd/yyyy",
            "dd.MM.yyyy",
            "dd-MM-yyyy",
            "d/M/yyyy",
            "M/d/yyyy",
            "MMM dd yyyy",
            "MMM d yyyy",
            "MMM d, yyyy",
            "dd MMM yyyy",
            "d MMM yyyy",
            "dd-MMM-yyyy",
            "d-MMM-yyyy",
            "yyyyMMdd");
    private static final List<String> HOURS =
            List.of("HH:mm:ss", "HH:mm:ss.SSS", "HH:mm", "H:mm", "hh:mm:ss a", "h:mm a");
    private static final List<String> SEPARATORS = List.of(" ", "'T'");
    private static final List<String> ZONES = List.of("", "XXX", " XX", " XXX");
    private static final List<String> OTHERS = List.of("EEE MMM dd HH:mm:ss XX yyyy", "EEE, dd MMM yyyy HH:mm:ss XX");

    /** Numbers since 1970 between the years 2000 and 2040; empty if a number is not. */
    static Optional<Times> ofNumbers(Collection<BigDecimal> numbers, String name) {
        if (numbers.isEmpty() || !name.matches(NAMED_LIKE_A_TIME)) {
            return Optional.empty();
        }
        for (String unit : List.of("s", "ms", "us", "ns")) {
            BigDecimal perSecond = BigDecimal.TEN.pow(
                    switch (unit) {
                        case "s" -> 0;
                        case "ms" -> 3;
                        case "us" -> 6;
                        default -> 9;
                    });
            boolean areAll = numbers.stream()
                    .allMatch(number -> number.scale() == 0
                            && number.compareTo(perSecond.multiply(BigDecimal.valueOf(FROM))) >= 0
                            && number.compareTo(perSecond.multiply(BigDecimal.valueOf(TO))) < 0);
            if (areAll) {
                List<Instant> times = numbers.stream()
                        .map(number -> Instant.ofEpochSecond(
                                number.divideToIntegralValue(perSecond).longValue()))
                        .sorted()
                        .toList();
                return Optional.of(
                        new Times(false, List.of("epoch-" + unit), times.get(0), times.get(times.size() - 1), false));
            }
        }
        return Optional.empty();
    }

    /** Texts that are all timestamps or all dates; empty if a text is neither. */
    static Optional<Times> ofTexts(Collection<String> texts) {
        if (texts.isEmpty() || texts.stream().anyMatch(text -> text.length() < 6 || text.length() > 40)) {
            return Optional.empty();
        }
        return formsOf(texts, ISO, DATES, true).or(() -> formsOf(texts, ISO, timestamps(), false));
    }

    private static List<String> timestamps() {
        List<String> patterns = new ArrayList<>(OTHERS);
        for (String date : DATES) {
            for (String separator : SEPARATORS) {
                for (String hour : HOURS) {
                    ZONES.forEach(zone -> patterns.add(date + separator + hour + zone));
                }
            }
        }
        return patterns;
    }

    /** At most three forms by which every text can be read, those that read most texts first. */
    private static Optional<Times> formsOf(
            Collection<String> texts, String iso, List<String> patterns, boolean areDates) {
        List<String> left = new ArrayList<>(texts);
        List<String> forms = new ArrayList<>();
        List<Instant> times = new ArrayList<>();
        boolean isAmbiguous = false;
        List<String> candidates = new ArrayList<>(List.of(iso));
        // A pattern that reads no text of the beginning is rarely the one.
        List<String> few = left.subList(0, Math.min(left.size(), 50));
        patterns.stream()
                .filter(pattern -> few.stream().anyMatch(text -> read(text, pattern, areDates) != null))
                .forEach(candidates::add);
        while (!left.isEmpty() && forms.size() < 3) {
            String best = "";
            List<String> bestRead = List.of();
            int equal = 0;
            for (String form : candidates) {
                List<String> read = left.stream()
                        .filter(text -> read(text, form, areDates) != null)
                        .toList();
                if (read.size() > bestRead.size()) {
                    best = form;
                    bestRead = read;
                    equal = 0;
                } else if (!read.isEmpty() && read.size() == bestRead.size() && differs(read, best, form, areDates)) {
                    equal++;
                }
            }
            if (bestRead.isEmpty()) {
                return Optional.empty();
            }
            isAmbiguous |= equal > 0;
            forms.add(best);
            for (String text : bestRead) {
                times.add(java.util.Objects.requireNonNull(read(text, best, areDates)));
            }
            left.removeAll(new java.util.HashSet<>(bestRead));
        }
        if (!left.isEmpty()) {
            return Optional.empty();
        }
        times.sort(null);
        return Optional.of(new Times(areDates, forms, times.get(0), times.get(times.size() - 1), isAmbiguous));
    }

    private static boolean differs(List<String> texts, String form, String other, boolean areDates) {
        return texts.stream()
                .anyMatch(text -> !java.util.Objects.equals(read(text, form, areDates), read(text, other, areDates)));
    }

    private static @Nullable Instant read(String text, String form, boolean isDate) {
        try {
            if (form.equals(ISO)) {
                return isDate
                        ? LocalDate.parse(text).atStartOfDay().toInstant(ZoneOffset.UTC)
                        : OffsetDateTime.parse(text).toInstant();
            }
            TemporalAccessor read = formatter(form).parse(text);
            if (isDate) {
                return LocalDate.from(read).atStartOfDay().toInstant(ZoneOffset.UTC);
            }
            return form.contains("X")
                    ? Instant.from(read)
                    : LocalDateTime.from(read).toInstant(ZoneOffset.UTC);
        } catch (DateTimeException other) {
            return null;
        }
    }

    private static final java.util.Map<String, DateTimeFormatter> FORMATTERS =
            new java.util.concurrent.ConcurrentHashMap<>();

    private static DateTimeFormatter formatter(String pattern) {
        return FORMATTERS.computeIfAbsent(
                pattern,
                each -> new DateTimeFormatterBuilder()
                        .appendPattern(each.replace("yyyy", "uuuu"))
                        .toFormatter(Locale.ENGLISH)
                        .withResolverStyle(ResolverStyle.STRICT));
    }

    /** The guess of a type for these values. */
    ValueGuess guess() {
        ValueGuess guess = ValueGuess.of(areDates ? "date" : "timestamp");
        if (!forms.equals(List.of(ISO))) {
            guess = guess.with("formats", Yaml.list(forms));
        }
        if (!areDates && forms.stream().anyMatch(form -> !form.matches("iso|epoch-.*|.*X"))) {
            guess = guess.noted("local times: add 'zone:' if they are not in the day-zone");
        }
        return isAmbiguous ? guess.noted("day and month may be exchanged: no value tells") : guess;
    }

    /** The days of the first and the last value, in UTC. */
    LocalDate firstDay() {
        return LocalDate.ofInstant(first, ZoneOffset.UTC);
    }

    LocalDate lastDay() {
        return LocalDate.ofInstant(last, ZoneOffset.UTC);
    }
}
