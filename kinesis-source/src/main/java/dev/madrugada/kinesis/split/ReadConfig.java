package dev.madrugada.kinesis.split;

import java.io.Serializable;
import java.time.Clock;

/**
 * How a window is read, the same for each of its tasks.
 *
 * @param maxBufferBytes how much a task may hold of what it has fetched and not yet given away
 * @param clock the time that retention is judged by; serialisable
 */
public record ReadConfig(
        ReadWindow window, OnExpired onExpired, Aggregates aggregates, long maxBufferBytes, Clock clock)
        implements Serializable {

    public ReadConfig {
        if (maxBufferBytes < 1) {
            throw new IllegalArgumentException("a buffer of " + maxBufferBytes + " bytes");
        }
    }

    /** The same for another window. */
    public ReadConfig within(ReadWindow other) {
        return new ReadConfig(other, onExpired, aggregates, maxBufferBytes, clock);
    }
}
