package dev.madrugada.kinesis.split;

import java.io.Serializable;
import java.time.Duration;
import java.time.Instant;

/**
 * What planning found the stream to hold.
 *
 * @param from the instant of the window from which on it held every record
 * @param period how long it keeps a record
 */
public record RetentionBound(Instant from, Duration period) implements Serializable {

    /** The arrival of the oldest record that the stream is bound to keep at an instant. */
    public Instant horizon(Instant now) {
        return now.minus(period);
    }
}
