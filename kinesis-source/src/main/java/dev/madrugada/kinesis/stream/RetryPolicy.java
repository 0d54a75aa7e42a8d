package dev.madrugada.kinesis.stream;

import dev.madrugada.kinesis.KinesisSourceException;
import dev.madrugada.kinesis.StreamThrottledException;
import dev.madrugada.kinesis.StreamUnavailableException;
import java.time.Duration;

/**
 * Decides whether and when a failed call is retried. The SDK's own retries are turned off, so only this policy causes
 * retries. The delay is random between zero and a ceiling that doubles with each consecutive failure (full jitter). The
 * limit is a duration, not a number of attempts: a shard with other consumers may be throttled many times a minute and
 * still make progress. A success resets the state.
 *
 * @param firstCeiling the longest delay after the first failure
 * @param lastCeiling the upper limit of the ceiling
 * @param maxThrottled how long calls may fail by throttling alone before the read fails
 * @param maxUnavailable how long calls may fail otherwise before the read fails; after a longer outage, the caller may
 *     read again
 */
public record RetryPolicy(Duration firstCeiling, Duration lastCeiling, Duration maxThrottled, Duration maxUnavailable) {

    /** The policy of the source; tests use others. */
    public static final RetryPolicy STANDARD = new RetryPolicy(
            Duration.ofMillis(100), Duration.ofSeconds(5), Duration.ofMinutes(10), Duration.ofMinutes(1));

    public RetryPolicy {
        if (firstCeiling.isNegative() || firstCeiling.compareTo(lastCeiling) > 0) {
            throw new IllegalArgumentException("delays from " + firstCeiling + " up to " + lastCeiling);
        }
    }

    /** @param failures the number of consecutive failures, including this one */
    Duration ceiling(int failures) {
        Duration ceiling = firstCeiling;
        for (int i = 1; i < failures && ceiling.compareTo(lastCeiling) < 0; i++) {
            ceiling = ceiling.multipliedBy(2);
        }
        return ceiling.compareTo(lastCeiling) < 0 ? ceiling : lastCeiling;
    }

    /** How long failures of this kind are retried; zero if a retry cannot help. */
    Duration retryDuration(KinesisSourceException failure) {
        if (failure instanceof StreamThrottledException) {
            return maxThrottled;
        }
        boolean mayPass = failure instanceof StreamUnavailableException && !AwsCalls.isLocalFailure(failure);
        return mayPass ? maxUnavailable : Duration.ZERO;
    }
}
