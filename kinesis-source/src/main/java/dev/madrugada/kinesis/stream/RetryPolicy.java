package dev.madrugada.kinesis.stream;

import dev.madrugada.kinesis.KinesisSourceException;
import dev.madrugada.kinesis.StreamThrottledException;
import dev.madrugada.kinesis.StreamUnavailableException;
import java.time.Duration;

/**
 * When a call that failed is made again, and when no more: the only place where that is decided, since the SDK's own
 * retries are off. Delays are drawn evenly between nothing and a ceiling that doubles with each failure in a row (full
 * jitter). Patience is a time, not a count: a shard that others read too is refused many times a minute and served all
 * the same. One success starts it anew.
 *
 * @param firstCeiling the longest delay after the first failure
 * @param lastCeiling what the ceiling doubles up to
 * @param throttledFor how long nothing but refusals is borne
 * @param unavailableFor how long nothing but failures is borne; what lasts longer is the night's to retry
 */
public record RetryPolicy(Duration firstCeiling, Duration lastCeiling, Duration throttledFor, Duration unavailableFor) {

    /** What is used outside of tests. */
    public static final RetryPolicy STANDARD = new RetryPolicy(
            Duration.ofMillis(100), Duration.ofSeconds(5), Duration.ofMinutes(10), Duration.ofMinutes(1));

    public RetryPolicy {
        if (firstCeiling.isNegative() || firstCeiling.compareTo(lastCeiling) > 0) {
            throw new IllegalArgumentException("delays from " + firstCeiling + " up to " + lastCeiling);
        }
    }

    /** @param failures how many there were in a row, this one included */
    Duration ceiling(int failures) {
        Duration ceiling = firstCeiling;
        for (int i = 1; i < failures && ceiling.compareTo(lastCeiling) < 0; i++) {
            ceiling = ceiling.multipliedBy(2);
        }
        return ceiling.compareTo(lastCeiling) < 0 ? ceiling : lastCeiling;
    }

    /** How long this kind of failure is borne; zero if calling again is of no use. */
    Duration patience(KinesisSourceException failure) {
        if (failure instanceof StreamThrottledException) {
            return throttledFor;
        }
        boolean mayPass = failure instanceof StreamUnavailableException && !AwsCalls.neverLeftTheProcess(failure);
        return mayPass ? unavailableFor : Duration.ZERO;
    }
}
