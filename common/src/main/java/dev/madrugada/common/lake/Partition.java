package dev.madrugada.common.lake;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.time.LocalDate;

/** A day of a table. Its text form, which JSON uses too, is {@code dt=2001-01-01}. */
public record Partition(String column, LocalDate day) implements Comparable<Partition> {
    @JsonCreator
    public static Partition parse(String text) {
        int equals = text.indexOf('=');
        if (equals < 1) {
            throw new IllegalArgumentException("'" + text + "' is no partition such as dt=2001-01-01");
        }
        return new Partition(text.substring(0, equals), LocalDate.parse(text.substring(equals + 1)));
    }

    @Override
    public int compareTo(Partition other) {
        int byColumn = column.compareTo(other.column);
        return byColumn != 0 ? byColumn : day.compareTo(other.day);
    }

    @JsonValue
    @Override
    public String toString() {
        return column + "=" + day;
    }
}
