package dev.madrugada.common.contract;

import java.io.Serializable;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How a JSON value becomes a value of its column's type. The steps are applied in the order of the components, from
 * {@code clean} to {@code otherwise}, before the value is parsed.
 *
 * @param accepts the kinds of JSON values that are read besides the type's own
 * @param numbers how numbers are written in texts
 * @param words the words for true and false; null if only JSON's booleans are read
 * @param times the forms of timestamps and dates, tried in order
 * @param clean the cleaning steps for texts
 * @param replace replacements of a regular expression in texts
 * @param nullIf texts that mean null
 * @param map texts and what they become; a text that is not a key stays
 * @param otherwise the text that stands for a missing value or null; null if there is none
 */
public record ValueRules(
        Set<JsonKind> accepts,
        DecimalMark numbers,
        @Nullable BooleanWords words,
        List<TimeForm> times,
        List<Cleaning> clean,
        List<Replacement> replace,
        List<String> nullIf,
        Map<String, String> map,
        @Nullable String otherwise)
        implements Serializable {
    /** Only the type's own values, taken as they are. */
    public static final ValueRules PLAIN = new ValueRules(
            Set.of(), DecimalMark.POINT, null, List.of(TimeForm.ISO), List.of(), List.of(), List.of(), Map.of(), null);

    /** Kinds of JSON values that a column can accept besides its type's own. */
    public enum JsonKind {
        TEXT,
        NUMBER,
        BOOLEAN
    }

    /** The mark before a number's fraction in texts; the other one may group thousands. */
    public enum DecimalMark {
        POINT,
        COMMA
    }

    /** The words that a column reads as true and as false. */
    public record BooleanWords(Set<String> whenTrue, Set<String> whenFalse) implements Serializable {
        public BooleanWords {
            whenTrue = Set.copyOf(whenTrue);
            whenFalse = Set.copyOf(whenFalse);
        }
    }

    /**
     * A form of timestamps or dates.
     *
     * @param pattern a pattern of {@link java.time.format.DateTimeFormatter}; empty unless the kind is PATTERN
     * @param zone the name of the zone of texts without one
     */
    public record TimeForm(Kind kind, String pattern, String zone) implements Serializable {
        public static final TimeForm ISO = new TimeForm(Kind.ISO, "", "UTC");

        /** The kinds of forms. */
        public enum Kind {
            /** ISO 8601 with an offset; for dates {@code YYYY-MM-DD}. */
            ISO,
            EPOCH_S,
            EPOCH_MS,
            EPOCH_US,
            EPOCH_NS,
            PATTERN
        }

        /** Whether it is a number of units since 1970-01-01T00:00Z. */
        public boolean isEpoch() {
            return kind != Kind.ISO && kind != Kind.PATTERN;
        }
    }

    /** Every match of the pattern becomes {@code with}, as {@link java.util.regex.Matcher#replaceAll}. */
    public record Replacement(String pattern, String with) implements Serializable {}

    public ValueRules {
        accepts = Set.copyOf(accepts);
        times = List.copyOf(times);
        clean = List.copyOf(clean);
        replace = List.copyOf(replace);
        nullIf = List.copyOf(nullIf);
        map = Map.copyOf(map);
    }

    /** These rules with another text for a missing value or null. */
    public ValueRules withDefault(String text) {
        return new ValueRules(accepts, numbers, words, times, clean, replace, nullIf, map, text);
    }

    /** These rules with other forms of timestamps and dates. */
    public ValueRules withTimes(List<TimeForm> forms) {
        return new ValueRules(accepts, numbers, words, forms, clean, replace, nullIf, map, otherwise);
    }

    /** Plain rules with cleaning steps. */
    public static ValueRules cleaned(List<Cleaning> clean) {
        return new ValueRules(
                Set.of(), DecimalMark.POINT, null, List.of(TimeForm.ISO), clean, List.of(), List.of(), Map.of(), null);
    }
}
