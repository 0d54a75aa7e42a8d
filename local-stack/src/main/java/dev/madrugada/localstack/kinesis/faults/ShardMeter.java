package dev.madrugada.localstack.kinesis.faults;

/** What one shard has left of its read limits. */
final class ShardMeter {
    private static final double NANOS = 1e9;

    private final CallBucket iterators;
    private final CallBucket pages;
    private long bytesFreeAt;

    ShardMeter(long now) {
        this.iterators = new CallBucket(now);
        this.pages = new CallBucket(now);
        this.bytesFreeAt = now;
    }

    synchronized boolean iterator(long now) {
        return iterators.take(now);
    }

    synchronized boolean page(long now) {
        return now - bytesFreeAt >= 0 && pages.take(now);
    }

    /** Nothing is read until these bytes are paid for; what was not read in idle time is not saved up. */
    synchronized void charge(long now, long bytes) {
        long from = now - bytesFreeAt > 0 ? now : bytesFreeAt;
        bytesFreeAt = from + (long) (bytes * NANOS / Throttles.BYTES_PER_SECOND);
    }

    /** A second's calls at once at most, and that many more each second. A refused call costs nothing. */
    private static final class CallBucket {
        private double left = Throttles.CALLS_PER_SECOND;
        private long filledAt;

        CallBucket(long now) {
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
