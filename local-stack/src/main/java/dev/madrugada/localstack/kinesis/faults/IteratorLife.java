package dev.madrugada.localstack.kinesis.faults;

import dev.madrugada.localstack.http.ServiceException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * How long shard iterators live: five minutes of the machine's time, whatever the stack's clock is set to
 * (https://docs.aws.amazon.com/kinesis/latest/APIReference/API_GetShardIterator.html). No two get the same stamp, so
 * all that were issued before an instant can be told from all that come after. For many threads.
 */
public final class IteratorLife {
    private static final Duration DEFAULT = Duration.ofMinutes(5);

    private final Clock machine;
    private final AtomicLong lastStamp = new AtomicLong();
    private volatile long expiredUpTo = Long.MIN_VALUE;
    private volatile Duration lifetime = DEFAULT;

    public IteratorLife(Clock machine) {
        this.machine = machine;
    }

    /** The stamp of an iterator issued now: microseconds of the epoch, each greater than the one before. */
    public long stamp() {
        long now = ChronoUnit.MICROS.between(Instant.EPOCH, machine.instant());
        return lastStamp.updateAndGet(last -> Math.max(last + 1, now));
    }

    /** Refuses an iterator that was issued too long ago. */
    public void check(long stamp) throws ServiceException {
        long now = ChronoUnit.MICROS.between(Instant.EPOCH, machine.instant());
        if (stamp <= expiredUpTo
                || now - stamp > ChronoUnit.MICROS.between(Instant.EPOCH, Instant.EPOCH.plus(lifetime))) {
            throw expired(Instant.EPOCH.plus(stamp, ChronoUnit.MICROS), machine.instant(), lifetime);
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

    void live(Duration lifetime) {
        this.lifetime = lifetime;
    }
}
