package dev.madrugada.common.lake;

import java.time.Duration;
import java.time.Instant;

/**
 * How long something that was replaced is kept for readers that began before: the newest ones always, others until
 * their age exceeds a limit.
 *
 * @param newest how many of the newest are always kept
 * @param age how long a reader may take
 */
public record Retention(int newest, Duration age) {
    /** Of generations, and of what is written for one generation. */
    public static final Retention GENERATIONS = new Retention(2, Duration.ofHours(24));

    /**
     * Whether one is kept.
     *
     * @param newer how many newer ones there are
     * @param lastUse the last instant at which a reader may have begun to use it
     */
    public boolean keeps(int newer, Instant lastUse, Instant now) {
        return newer < newest || isYoung(lastUse, now);
    }

    /** Whether something last used or written then is younger than the limit. */
    public boolean isYoung(Instant then, Instant now) {
        return then.isAfter(now.minus(age));
    }
}
