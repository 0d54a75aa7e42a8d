package dev.madrugada.ingest.source;

import dev.madrugada.common.lake.Window;
import dev.madrugada.common.time.ArrivalHour;
import java.util.ArrayList;
import java.util.List;

/**
 * Consecutive hours that are read at once.
 *
 * @param first the first hour
 * @param last the last hour, inclusive
 */
public record HourSpan(ArrivalHour first, ArrivalHour last) {
    public HourSpan {
        if (last.compareTo(first) < 0) {
            throw new IllegalArgumentException("a span ends with its last hour: " + first + " to " + last);
        }
    }

    /** From the start of the first hour to the end of the last one. */
    public Window window() {
        return new Window(first.start(), last.end());
    }

    public List<ArrivalHour> hours() {
        List<ArrivalHour> hours = new ArrayList<>();
        for (ArrivalHour hour = first; hour.compareTo(last) <= 0; hour = hour.next()) {
            hours.add(hour);
        }
        return List.copyOf(hours);
    }

    /** Both ends, such as {@code [2001-01-01T05:00:00Z, 2001-01-01T09:00:00Z)}. */
    @Override
    public String toString() {
        return "[" + first.start() + ", " + last.end() + ")";
    }
}
