package dev.madrugada.common.lake;

import java.time.Duration;
import java.time.Instant;

/**
 * How long replaced data is kept for readers that started before the replacement. The newest items are always kept, all
 * others until their age exceeds a limit.
 *
 * @param newest the number of newest items that are always kept
 * @param age the longest time that a reader may take
 */
public record Retention(int newest, Duration age) {
    /** The retention of generations and of files that are written for one generation. */
    public static final Retention GENERATIONS = new Retention(2, Duration.ofHours(24));

    /**
     * Whether an item is kept.
     *
     * @param newer the number of newer items
     * @param lastUse the last instant at which a reader may have started to use the item
     */
    public boolean keeps(int newer, Instant lastUse, Instant now) {
        return newer < newest || isYoung(lastUse, now);
    }

    /** Whether an item that was last used or written at {@code then} is younger than the limit. */
    public boolean isYoung(Instant then, Instant now) {
        return then.isAfter(now.minus(age));
    }
}
