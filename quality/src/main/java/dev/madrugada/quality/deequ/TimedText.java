package dev.madrugada.quality.deequ;

import java.time.Duration;

/**
 * A text that a pattern may read for at most two seconds, so that endless backtracking stops. The time starts at the
 * first check of the clock. Not thread-safe.
 */
final class TimedText implements CharSequence {
    private static final Duration LIMIT = Duration.ofSeconds(2);
    /** The number of characters read between two checks of the clock, since a check costs more than a read. */
    private static final int READS_PER_CLOCK_CHECK = 1 << 16;

    private final String text;
    private long deadline;
    private int reads;

    TimedText(String text) {
        this.text = text;
    }

    @Override
    public int length() {
        return text.length();
    }

    @Override
    public char charAt(int index) {
        if (++reads == READS_PER_CLOCK_CHECK) {
            reads = 0;
            requireTime();
        }
        return text.charAt(index);
    }

    @Override
    public CharSequence subSequence(int start, int end) {
        return text.substring(start, end);
    }

    @Override
    public String toString() {
        return text;
    }

    private void requireTime() {
        long now = System.nanoTime();
        if (deadline == 0) {
            deadline = now + LIMIT.toNanos();
        } else if (now - deadline > 0) {
            throw new FullMatch.TooSlow("it backtracks for more than " + LIMIT.toSeconds() + " s on a text of "
                    + text.length() + " characters");
        }
    }
}
