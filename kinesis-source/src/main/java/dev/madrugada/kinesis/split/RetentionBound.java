package dev.madrugada.kinesis.split;

import java.io.Serializable;
import java.time.Duration;
import java.time.Instant;

/**
 * Which part of the window the stream retained when the read was planned.
 *
 * @param from the instant from which the stream retained every record of the window
 * @param period the stream's retention period
 */
public record RetentionBound(Instant from, Duration period) implements Serializable {

    /** The trim horizon at {@code now}: the stream keeps records that arrived at this instant or later. */
    public Instant horizon(Instant now) {
        return now.minus(period);
    }
}
