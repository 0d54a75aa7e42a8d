package dev.madrugada.localstack.kinesis.faults;

/** The remaining read limits of one shard. Times are {@link System#nanoTime} values. */
final class ShardLimits {
    private static final double NANOS = 1e9;

    private final TokenBucket iterators;
    private final TokenBucket pages;
    private long bytesFreeAt;

    ShardLimits(long now) {
        this.iterators = new TokenBucket(now);
        this.pages = new TokenBucket(now);
        this.bytesFreeAt = now;
    }

    synchronized boolean iterator(long now) {
        return iterators.take(now);
    }

    synchronized boolean page(long now) {
        return now - bytesFreeAt >= 0 && pages.take(now);
    }

    /** Blocks reads for the time that these bytes take at the shard's rate. Idle time gives no credit. */
    synchronized void charge(long now, long bytes) {
        long from = now - bytesFreeAt > 0 ? now : bytesFreeAt;
        bytesFreeAt = from + (long) (bytes * NANOS / Throttles.BYTES_PER_SECOND);
    }

    /** A token bucket that holds at most one second's calls. A rejected call takes no token. */
    private static final class TokenBucket {
        private double left = Throttles.CALLS_PER_SECOND;
        private long filledAt;

        TokenBucket(long now) {
            this.filledAt = now;
        }

        boolean take(long now) {
            double filled = left + (now - filledAt) * Throttles.CALLS_PER_SECOND / NANOS;
            left = Math.min(Throttles.CALLS_PER_SECOND, filled);
            filledAt = now;
            if (left < 1) {
                return false;
            }
            left--;
            return true;
        }
    }
}
