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

/** A policy at work on one row of calls: counts what failed since the last success. Used by one thread at a time. */
public final class RetryState {

    private static final Logger LOG = LoggerFactory.getLogger(RetryState.class);

    private final RetryPolicy policy;
    private final LongSupplier nanoTime;
    private final DoubleSupplier chance;
    private int failures;
    private long firstFailure;
    private long due;

    public RetryState(RetryPolicy policy) {
        this(policy, System::nanoTime, () -> ThreadLocalRandom.current().nextDouble());
    }

    /** @param chance gives the share of the ceiling to wait, from 0 to 1 */
    RetryState(RetryPolicy policy, LongSupplier nanoTime, DoubleSupplier chance) {
        this.policy = policy;
        this.nanoTime = nanoTime;
        this.chance = chance;
    }

    /** Patience starts anew. */
    public void succeeded() {
        failures = 0;
    }

    /**
     * The next call is made now. What has gone by beyond the delay was waited for something else, and tries no patience.
     */
    public void calling() {
        if (failures > 0) {
            firstFailure += Math.max(0, nanoTime.getAsLong() - due);
        }
    }

    /**
     * How long to wait before calling again.
     *
     * @throws KinesisSourceException the failure itself if calling again is of no use, or the same kind with the time
     *     it has lasted if patience has ended
     */
    public Duration delayAfter(KinesisSourceException failure) {
        long now = nanoTime.getAsLong();
        if (failures == 0) {
            firstFailure = now;
        }
        failures++;
        Duration patience = policy.patience(failure);
        if (patience.isZero()) {
            throw failure;
        }
        Duration lasted = Duration.ofNanos(now - firstFailure);
        if (lasted.compareTo(patience) >= 0) {
            throw ended(failure, lasted);
        }
        Duration delay = Duration.ofNanos(Math.round(policy.ceiling(failures).toNanos() * chance.getAsDouble()));
        due = now + delay.toNanos();
        LOG.debug("failure {} in a row, again in {}: {}", failures, delay, failure.getMessage());
        return delay;
    }

    /** Calls until it succeeds or patience ends, and sleeps in between. */
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

    private KinesisSourceException ended(KinesisSourceException failure, Duration lasted) {
        String message = "%s; given up after %d attempts in %s"
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
