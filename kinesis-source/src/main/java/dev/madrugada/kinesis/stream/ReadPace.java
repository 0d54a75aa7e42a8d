package dev.madrugada.kinesis.stream;

import java.time.Duration;

/**
 * Spaces a shard's calls so that few are throttled. All consumers that poll a shard share 2 MB and 5 calls a second.
 * After a page of 10 MB, Kinesis throttles for five seconds (<a
 * href="https://docs.aws.amazon.com/streams/latest/dev/service-sizes-and-limits.html">quotas</a>). Calls are not spaced
 * before the first throttled call, so a service without limits is read as fast as it answers. All times are nanoseconds
 * of one monotonic clock.
 */
final class ReadPace {

    /** At 2,000,000 bytes a second. */
    private static final long NANOS_PER_BYTE = 500;

    /** At five calls a second. */
    private static final long MIN_INTERVAL = Duration.ofMillis(200).toNanos();

    /** How much a throttled call increases the margin, if calls were already spaced. */
    private static final long MARGIN_INCREASE = Duration.ofMillis(50).toNanos();

    /**
     * How much a successful call reduces the margin, so that a short period of throttling does not slow down the rest
     * of the read.
     */
    private static final long MARGIN_DECREASE = Duration.ofMillis(5).toNanos();

    /** The largest margin. */
    private static final long MAX_MARGIN = Duration.ofMillis(500).toNanos();

    private boolean throttled;

    /** When the limits allow the next call. */
    private long nextCall;

    /** A delay beyond {@code nextCall}, because other consumers share the limits. */
    private long margin;

    /** A call at {@code calledAt} returned this many bytes. */
    void answered(long calledAt, long bytes) {
        margin = Math.max(0, margin - MARGIN_DECREASE);
        nextCall = calledAt + Math.max(MIN_INTERVAL, bytes * NANOS_PER_BYTE);
    }

    /** A call was throttled. */
    void throttled() {
        if (throttled) {
            margin = Math.min(MAX_MARGIN, margin + MARGIN_INCREASE);
        }
        throttled = true;
    }

    /** How long to wait until the next call is likely to succeed. */
    Duration pause(long now) {
        return throttled ? Duration.ofNanos(Math.max(0, nextCall + margin - now)) : Duration.ZERO;
    }
}
