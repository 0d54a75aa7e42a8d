package dev.madrugada.kinesis.split;

import java.io.Serializable;
import java.time.Clock;

/**
 * The settings of a read, the same for all of its tasks.
 *
 * @param maxBufferBytes the memory that a task may use for fetched pages whose rows it has not emitted yet
 * @param clock the clock that expiry is checked against; serialisable
 */
public record ReadConfig(
        ReadWindow window, OnExpired onExpired, Aggregates aggregates, long maxBufferBytes, Clock clock)
        implements Serializable {

    public ReadConfig {
        if (maxBufferBytes < 1) {
            throw new IllegalArgumentException("a buffer of " + maxBufferBytes + " bytes");
        }
    }

    /** The same settings with another window. */
    public ReadConfig within(ReadWindow other) {
        return new ReadConfig(other, onExpired, aggregates, maxBufferBytes, clock);
    }
}
