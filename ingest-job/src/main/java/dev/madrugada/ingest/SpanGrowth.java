package dev.madrugada.ingest;

import java.time.Duration;

/**
 * Decides how many hours are read at once: 1, then 4, then 16 as long as reads are fast, so that a small stream takes
 * few reads, and a busy one goes hour by hour and loses at most an hour's work if it fails. Not thread-safe.
 */
final class SpanGrowth {
    private static final int FACTOR = 4;
    private static final int MAX_HOURS = 16;
    /** A read of the next length would take about as long as this. */
    private static final Duration FAST = Duration.ofMinutes(2);

    private static final long FEW_BYTES = 512L << 20;

    private int hours = 1;

    /** The number of hours to read next. */
    int hours() {
        return hours;
    }

    /**
     * Notes a read.
     *
     * @param read the number of hours that were read, at least 1
     * @param bytes the size of the files that were written
     */
    void note(int read, Duration took, long bytes) {
        int longer = Math.min(MAX_HOURS, hours * FACTOR);
        if (isFast(longer, read, took, bytes)) {
            hours = longer;
        } else if (!isFast(hours, read, took, bytes)) {
            hours = Math.max(1, hours / FACTOR);
        }
    }

    /** Whether a read of so many hours is fast, by what another read took. */
    private static boolean isFast(int next, int read, Duration took, long bytes) {
        double factor = (double) next / read;
        return took.toMillis() * factor <= FAST.toMillis() && bytes * factor <= FEW_BYTES;
    }
}
