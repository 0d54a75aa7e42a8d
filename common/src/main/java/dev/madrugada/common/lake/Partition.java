package dev.madrugada.common.lake;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A day of a table, or an hour of raw. Its text form, which JSON and paths use too, is {@code dt=2001-01-01} or {@code
 * dt=2001-01-01/hour=05}.
 *
 * @param hour the hour of the day, from 0; empty for a whole day
 */
public record Partition(String column, LocalDate day, OptionalInt hour) implements Comparable<Partition> {
    /** Matches the text of a partition, and of nothing else. */
    static final String PATTERN = "[^/=]+=\\d{4}-\\d{2}-\\d{2}(?:/hour=\\d{2})?";

    private static final Pattern TEXT = Pattern.compile("([^/=]+)=(\\d{4}-\\d{2}-\\d{2})(?:/hour=([01]\\d|2[0-3]))?");

    private static final Comparator<Partition> ORDER = Comparator.comparing(Partition::column)
            .thenComparing(Partition::day)
            .thenComparingInt(partition -> partition.hour.orElse(-1));

    /** A whole day. */
    public Partition(String column, LocalDate day) {
        this(column, day, OptionalInt.empty());
    }

    @JsonCreator
    public static Partition parse(String text) {
        Matcher parts = TEXT.matcher(text);
        if (!parts.matches()) {
            throw new IllegalArgumentException(
                    "'" + text + "' is no partition such as dt=2001-01-01 or dt=2001-01-01/hour=05");
        }
        String hour = parts.group(3);
        return new Partition(
                parts.group(1),
                LocalDate.parse(parts.group(2)),
                hour == null ? OptionalInt.empty() : OptionalInt.of(Integer.parseInt(hour)));
    }

    @Override
    public int compareTo(Partition other) {
        return ORDER.compare(this, other);
    }

    @JsonValue
    @Override
    public String toString() {
        String text = column + "=" + day;
        return hour.isEmpty() ? text : String.format(Locale.ROOT, "%s/hour=%02d", text, hour.getAsInt());
    }
}
