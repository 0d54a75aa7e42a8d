package dev.madrugada.load;

import dev.madrugada.warehouse.LimitedResult;
import dev.madrugada.warehouse.QueryResult;
import dev.madrugada.warehouse.ReadLimit;
import dev.madrugada.warehouse.RedshiftSession;
import dev.madrugada.warehouse.SqlStatement;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A warehouse that records when each COPY ran and when each transaction held the ledger's lock. COPY of a few rows is
 * fast here, so every COPY takes longer by a fixed time.
 */
final class TimedWarehouse implements Warehouse {
    private final Warehouse warehouse;
    private final Duration copyDelay;
    private final Collection<Span> copies = new ConcurrentLinkedQueue<>();
    private final Collection<Span> locks = new ConcurrentLinkedQueue<>();
    private final CountDownLatch firstLock = new CountDownLatch(1);

    TimedWarehouse(Warehouse warehouse, Duration copyDelay) {
        this.warehouse = warehouse;
        this.copyDelay = copyDelay;
    }

    /** From one {@link System#nanoTime} to another. */
    record Span(long start, long end) {
        boolean overlaps(Span other) {
            return start < other.end && other.start < end;
        }

        Duration length() {
            return Duration.ofNanos(end - start);
        }

        /** The greatest number of these at one instant. */
        static long mostAtOnce(Collection<Span> spans) {
            return spans.stream()
                    .mapToLong(one -> spans.stream()
                            .filter(other -> other.start <= one.start && one.start < other.end)
                            .count())
                    .max()
                    .orElse(0);
        }
    }

    /** Each COPY. */
    List<Span> copies() {
        return List.copyOf(copies);
    }

    /** Each transaction with the lock: from the instant at which it has the lock to the end of its commit. */
    List<Span> locks() {
        return List.copyOf(locks);
    }

    void awaitFirstLock() throws InterruptedException {
        if (!firstLock.await(2, TimeUnit.MINUTES)) {
            throw new IllegalStateException("no load took the ledger's lock");
        }
    }

    @Override
    public RedshiftSession open(Duration statement) {
        return new TimedSession(warehouse.open(statement));
    }

    private final class TimedSession implements RedshiftSession {
        private final RedshiftSession session;
        private @Nullable Long lockedAt;

        private TimedSession(RedshiftSession session) {
            this.session = session;
        }

        @Override
        public <T> T transaction(Work<T> work) {
            lockedAt = null;
            try {
                return session.transaction(work);
            } finally {
                if (lockedAt != null) {
                    locks.add(new Span(lockedAt, System.nanoTime()));
                }
            }
        }

        @Override
        public long execute(SqlStatement statement) {
            long start = System.nanoTime();
            long changed = session.execute(statement);
            if (statement.text().startsWith("LOCK TABLE ") && lockedAt == null) {
                lockedAt = System.nanoTime();
                firstLock.countDown();
            } else if (statement.text().startsWith("COPY ")) {
                delay();
                copies.add(new Span(start, System.nanoTime()));
            }
            return changed;
        }

        private void delay() {
            try {
                TimeUnit.NANOSECONDS.sleep(copyDelay.toNanos());
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted during a COPY", stopped);
            }
        }

        @Override
        public QueryResult query(SqlStatement statement) {
            return session.query(statement);
        }

        @Override
        public <T> T readOnly(Work<T> work) {
            return session.readOnly(work);
        }

        @Override
        public LimitedResult query(SqlStatement statement, ReadLimit limit) {
            return session.query(statement, limit);
        }

        @Override
        public List<QueryResult.Column> describe(SqlStatement statement) {
            return session.describe(statement);
        }

        @Override
        public void close() {
            session.close();
        }
    }
}
