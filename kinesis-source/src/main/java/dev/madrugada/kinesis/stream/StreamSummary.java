package dev.madrugada.kinesis.stream;

import java.time.Duration;

/**
 * Properties of a stream.
 *
 * @param retention how long the stream keeps a record
 */
public record StreamSummary(Duration retention) {

    public StreamSummary {
        if (retention.isNegative() || retention.isZero()) {
            throw new IllegalArgumentException("a retention of " + retention);
        }
    }
}
