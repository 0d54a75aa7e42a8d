package dev.madrugada.kinesis.read;

import dev.madrugada.kinesis.stream.ShardPage;
import java.util.ArrayDeque;
import java.util.Queue;

/**
 * The memory that a task may use for pages. A page counts against the budget from its request until the task has
 * emitted the last row of the page. Reservations are granted in order. Thread-safe; no method blocks.
 *
 * <p>Kinesis decides how large a page is, up to 10 MB. If the budget holds two pages of 10 MB, each request reserves a
 * full page. A smaller budget allows one request at a time, and the request asks for as many records as half the budget
 * holds at the mean record size so far. A single record may have 10 MB, so such a page may exceed the budget.
 */
final class PageBudget {

    /** The memory that a record takes besides its payload: texts, and offsets in the page. */
    private static final long RECORD_OVERHEAD = 256;

    private static final int MAX_RECORDS = 10_000;
    private static final long LARGEST_RECORD = 1 << 20;
    private static final long FULL_PAGE = 10 * LARGEST_RECORD + MAX_RECORDS * RECORD_OVERHEAD;

    /**
     * While at least this many bytes of pages wait for the task, the task is the bottleneck. Further pages would only
     * grow old in the heap, where the garbage collector copies them between generations.
     */
    private static final long MAX_READY_BYTES = 8 * LARGEST_RECORD;

    private record Reservation(long bytes, long maxReady, Runnable granted) {}

    private final long capacity;
    private final Queue<Reservation> queue = new ArrayDeque<>();
    private long used;
    private long ready;
    private long pastRecords;
    private long pastBytes;

    PageBudget(long capacity) {
        this.capacity = capacity;
    }

    /** The bytes that each page reserves before it is requested. */
    long reservation() {
        return capacity >= 2 * FULL_PAGE ? FULL_PAGE : capacity / 2 + 1;
    }

    /** The record limit of a request for a page of about {@code bytes}, by the mean record size so far. */
    synchronized int maxRecords(long bytes) {
        long mean = pastRecords == 0 ? LARGEST_RECORD : Math.max(1, pastBytes / pastRecords);
        return (int) Math.max(1, Math.min(MAX_RECORDS, Math.min(bytes, reservation()) / mean));
    }

    /**
     * Runs {@code granted} as soon as the budget has memory for a page. The callback runs on this thread, or on the
     * thread that releases memory.
     */
    void reserve(Runnable granted) {
        reserve(Long.MAX_VALUE, granted);
    }

    /** As {@link #reserve(Runnable)}, but also waits until less than {@link #MAX_READY_BYTES} wait for the task. */
    void reserveAfterBacklog(Runnable granted) {
        reserve(MAX_READY_BYTES, granted);
    }

    private void reserve(long maxReady, Runnable granted) {
        synchronized (this) {
            if (!queue.isEmpty() || !fits(reservation(), maxReady)) {
                queue.add(new Reservation(reservation(), maxReady, granted));
                return;
            }
            used += reservation();
        }
        granted.run();
    }

    /** Replaces the reservation of a page with the page's actual size. Returns that size. */
    long charge(ShardPage page) {
        long bytes = page.extent().heldBytes();
        long records = page.records().size();
        synchronized (this) {
            // The mean leaves out the fixed memory of a page. Otherwise a page of one record would raise the mean, the
            // next page would be small too, and so on.
            pastRecords += records;
            pastBytes += page.extent().chargedBytes() + records * RECORD_OVERHEAD;
            ready += bytes;
        }
        release(reservation() - bytes);
        return bytes;
    }

    /** Releases a page after its last row has been emitted. */
    void releasePage(long weight) {
        synchronized (this) {
            ready -= weight;
        }
        release(weight);
    }

    /**
     * Returns bytes to the budget. A negative number takes further bytes, for a page that is larger than its
     * reservation.
     */
    void release(long bytes) {
        Queue<Runnable> granted = new ArrayDeque<>();
        synchronized (this) {
            used -= bytes;
            while (!queue.isEmpty()
                    && fits(queue.element().bytes(), queue.element().maxReady())) {
                Reservation next = queue.remove();
                used += next.bytes();
                granted.add(next.granted());
            }
        }
        granted.forEach(Runnable::run);
    }

    private boolean fits(long bytes, long maxReady) {
        return used <= 0 || (used + bytes <= capacity && ready < maxReady);
    }
}
