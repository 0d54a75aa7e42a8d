package dev.madrugada.kinesis.stream;

import java.time.Duration;
import java.time.Instant;

/**
 * Properties of a stream.
 *
 * @param retention how long the stream keeps a record
 * @param arn the stream's ARN
 * @param created when the stream was created. A stream that was deleted and created again has the same ARN and another
 *     creation time: it is another stream, and none of its shards and records are the earlier stream's.
 */
public record StreamSummary(Duration retention, String arn, Instant created) {

    public StreamSummary {
        if (retention.isNegative() || retention.isZero()) {
            throw new IllegalArgumentException("a retention of " + retention);
        }
    }

    /** Identifies the stream for all time: its ARN and its creation time. */
    public String identity() {
        return arn + "@" + created;
    }
}
