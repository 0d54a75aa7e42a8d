package dev.madrugada.localstack.kinesis.faults;

import dev.madrugada.localstack.http.ServiceException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The lifetime of shard iterators: by default five minutes of the system clock, independent of the stack's clock
 * (https://docs.aws.amazon.com/kinesis/latest/APIReference/API_GetShardIterator.html). Each iterator gets a distinct,
 * increasing stamp, so that {@link #expireAll} separates earlier from later iterators. Thread-safe.
 */
public final class IteratorLifetime {
    private static final Duration DEFAULT = Duration.ofMinutes(5);

    private final Clock systemClock;
    private final AtomicLong lastStamp = new AtomicLong();
    private volatile long expiredUpTo = Long.MIN_VALUE;
    private volatile Duration lifetime = DEFAULT;

    public IteratorLifetime(Clock systemClock) {
        this.systemClock = systemClock;
    }

    /** The stamp of an iterator issued now, in epoch microseconds; always greater than the previous stamp. */
    public long stamp() {
        long now = ChronoUnit.MICROS.between(Instant.EPOCH, systemClock.instant());
        return lastStamp.updateAndGet(last -> Math.max(last + 1, now));
    }

    /** Throws ExpiredIteratorException if the iterator with this stamp has expired. */
    public void check(long stamp) throws ServiceException {
        long now = ChronoUnit.MICROS.between(Instant.EPOCH, systemClock.instant());
        if (stamp <= expiredUpTo
                || now - stamp > ChronoUnit.MICROS.between(Instant.EPOCH, Instant.EPOCH.plus(lifetime))) {
            throw expired(Instant.EPOCH.plus(stamp, ChronoUnit.MICROS), systemClock.instant(), lifetime);
        }
    }

    static ServiceException expired(Instant issued, Instant now, Duration lifetime) {
        return new ServiceException(
                "ExpiredIteratorException",
                "Iterator expired. The iterator was created at time " + issued + " while right now it is " + now
                        + " which is further in the future than the tolerated delay of " + lifetime.toMillis()
                        + " milliseconds.");
    }

    void expireAll() {
        expiredUpTo = stamp();
    }

    void setLifetime(Duration lifetime) {
        this.lifetime = lifetime;
    }
}
