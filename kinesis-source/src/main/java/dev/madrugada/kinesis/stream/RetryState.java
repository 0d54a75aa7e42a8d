package dev.madrugada.kinesis.stream;

import dev.madrugada.kinesis.KinesisSourceException;
import dev.madrugada.kinesis.StreamThrottledException;
import dev.madrugada.kinesis.StreamUnavailableException;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The retry state of one sequence of calls: the failures since the last success. Used by one thread at a time. */
public final class RetryState {

    private static final Logger LOG = LoggerFactory.getLogger(RetryState.class);

    private final RetryPolicy policy;
    private final LongSupplier nanoTime;
    private final DoubleSupplier jitter;
    private int failures;
    private long firstFailure;
    private long due;

    public RetryState(RetryPolicy policy) {
        this(policy, System::nanoTime, () -> ThreadLocalRandom.current().nextDouble());
    }

    /** @param jitter the fraction of the ceiling to wait, from 0 to 1 */
    RetryState(RetryPolicy policy, LongSupplier nanoTime, DoubleSupplier jitter) {
        this.policy = policy;
        this.nanoTime = nanoTime;
        this.jitter = jitter;
    }

    /** Resets the state after a success. */
    public void succeeded() {
        failures = 0;
    }

    /**
     * Called directly before a retry. If the retry comes later than its delay, the caller waited for something else.
     * The additional time does not count as time of failure.
     */
    public void beforeRetry() {
        if (failures > 0) {
            firstFailure += Math.max(0, nanoTime.getAsLong() - due);
        }
    }

    /**
     * The delay before the next attempt.
     *
     * @throws KinesisSourceException {@code failure} itself if a retry cannot help; a failure of the same kind that
     *     states the duration, if calls failed for longer than the policy allows
     */
    public Duration delayAfter(KinesisSourceException failure) {
        long now = nanoTime.getAsLong();
        if (failures == 0) {
            firstFailure = now;
        }
        failures++;
        Duration retryDuration = policy.retryDuration(failure);
        if (retryDuration.isZero()) {
            throw failure;
        }
        Duration lasted = Duration.ofNanos(now - firstFailure);
        if (lasted.compareTo(retryDuration) >= 0) {
            throw exhausted(failure, lasted);
        }
        Duration delay = Duration.ofNanos(Math.round(policy.ceiling(failures).toNanos() * jitter.getAsDouble()));
        due = now + delay.toNanos();
        LOG.debug("failure {} in a row, retry in {}: {}", failures, delay, failure.getMessage());
        return delay;
    }

    /** Retries until the call succeeds or the policy ends the retries. Sleeps between attempts. */
    <T> T call(Supplier<T> request) {
        while (true) {
            try {
                T answer = request.get();
                succeeded();
                return answer;
            } catch (StreamThrottledException | StreamUnavailableException failure) {
                sleep(delayAfter(failure), failure);
            }
        }
    }

    private KinesisSourceException exhausted(KinesisSourceException failure, Duration lasted) {
        String message = "%s; no success in %d attempts over %s"
                .formatted(failure.getMessage(), failures, Duration.ofMillis(lasted.toMillis()));
        return failure instanceof StreamThrottledException
                ? new StreamThrottledException(message, failure)
                : new StreamUnavailableException(message, failure);
    }

    private static void sleep(Duration delay, KinesisSourceException failure) {
        try {
            Thread.sleep(delay.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw failure;
        }
    }
}
