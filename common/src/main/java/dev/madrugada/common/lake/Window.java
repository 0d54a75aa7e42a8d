package dev.madrugada.common.lake;

import java.time.Instant;

/** A span of arrival times: from {@code start}, inclusive, to {@code end}, exclusive. */
public record Window(Instant start, Instant end) {
    public Window {
        if (!start.isBefore(end)) {
            throw new IllegalArgumentException("a window ends after it starts: " + start + " to " + end);
        }
    }

    public boolean contains(Window other) {
        return !start.isAfter(other.start) && !end.isBefore(other.end);
    }
}
