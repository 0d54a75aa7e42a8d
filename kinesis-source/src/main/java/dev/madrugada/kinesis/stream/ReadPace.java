package dev.madrugada.kinesis.stream;

import java.time.Duration;

/**
 * Spaces a shard's calls so that few are refused: a shard gives two megabytes and five calls a second to all who poll
 * it, and after a page of ten megabytes refuses for five seconds
 * (<a href="https://docs.aws.amazon.com/streams/latest/dev/service-sizes-and-limits.html">quotas</a>). Nothing is spaced
 * before the first refusal: a service that doesn't throttle is read as fast as it answers. All times are in nanoseconds
 * of one monotonic clock.
 */
final class ReadPace {

    /** Two megabytes a second, in the smaller sense of the word. */
    private static final long NANOS_PER_BYTE = 500;

    private static final long CALL = Duration.ofMillis(200).toNanos();

    /** By how much a refusal in spite of the pace stretches it, and how far at most. */
    private static final long STEP = Duration.ofMillis(50).toNanos();

    /** How much of that an answer takes back, so that one slow moment is not paid for until the end. */
    private static final long EASE = Duration.ofMillis(5).toNanos();

    private static final long FARTHEST = Duration.ofMillis(500).toNanos();

    private boolean throttled;
    private long paid;
    private long margin;

    /** A call made at {@code calledAt} was answered with this many bytes. */
    void answered(long calledAt, long bytes) {
        margin = Math.max(0, margin - EASE);
        paid = calledAt + Math.max(CALL, bytes * NANOS_PER_BYTE);
    }

    /** A call was refused. */
    void refused() {
        if (throttled) {
            margin = Math.min(FARTHEST, margin + STEP);
        }
        throttled = true;
    }

    /** How long until the next call is likely to be answered. */
    Duration rest(long now) {
        return throttled ? Duration.ofNanos(Math.max(0, paid + margin - now)) : Duration.ZERO;
    }
}
