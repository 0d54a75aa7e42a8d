package dev.madrugada.kinesis.read;

import dev.madrugada.kinesis.stream.ShardPage;
import java.util.ArrayDeque;
import java.util.Queue;

/**
 * The memory that a task may use for pages, from the moment they are asked for until their last row is given away. Room
 * is granted in the order it was asked for. Used by any number of threads; nobody waits inside it.
 *
 * <p>The service decides how large a page is, up to ten megabytes. Where two such pages fit, each call gets room for a
 * whole one. In a smaller budget only one call is made at a time, for as many records as half the budget should hold by
 * the mean of what was seen; it is exceeded by a page at most, since a single record may have ten megabytes.
 */
final class PageBudget {

    /** What a record may cost beside its payload: its texts, and where in the page they are. */
    private static final long RECORD = 256;

    private static final int MOST_RECORDS = 10_000;
    private static final long LARGEST_RECORD = 1 << 20;
    private static final long FULL_PAGE = 10 * LARGEST_RECORD + MOST_RECORDS * RECORD;

    /**
     * While as much as this waits for the task it is the task that is slow, and pages that lie about are copied from
     * generation to generation by the garbage collector.
     */
    private static final long MAX_READY_BYTES = 8 * LARGEST_RECORD;

    private record Waiting(long bytes, long mayBeReady, Runnable granted) {}

    private final long capacity;
    private final Queue<Waiting> line = new ArrayDeque<>();
    private long used;
    private long ready;
    private long seenRecords;
    private long seenBytes;

    PageBudget(long capacity) {
        this.capacity = capacity;
    }

    /** What a page of this task is given room for. */
    long room() {
        return capacity >= 2 * FULL_PAGE ? FULL_PAGE : capacity / 2 + 1;
    }

    /** How many records to ask for so that the page has about {@code bytes}, by the mean of what was seen. */
    synchronized int atMost(long bytes) {
        long mean = seenRecords == 0 ? LARGEST_RECORD : Math.max(1, seenBytes / seenRecords);
        return (int) Math.max(1, Math.min(MOST_RECORDS, Math.min(bytes, room()) / mean));
    }

    /** Runs {@code granted} as soon as there is room, on this thread or on one that makes room. */
    void reserve(Runnable granted) {
        reserve(Long.MAX_VALUE, granted);
    }

    /** As {@link #reserve(Runnable)}, and not before the task has caught up with what is ready for it. */
    void reserveBehind(Runnable granted) {
        reserve(MAX_READY_BYTES, granted);
    }

    private void reserve(long mayBeReady, Runnable granted) {
        synchronized (this) {
            if (!line.isEmpty() || !fits(room(), mayBeReady)) {
                line.add(new Waiting(room(), mayBeReady, granted));
                return;
            }
            used += room();
        }
        granted.run();
    }

    /** A page has come for what was reserved; it now takes what this answers. */
    long charge(ShardPage page) {
        long bytes = page.extent().heldBytes();
        long records = page.records().size();
        synchronized (this) {
            // Without what a page has beside its records: a page of one would make the next one small, and so on.
            seenRecords += records;
            seenBytes += page.extent().chargedBytes() + records * RECORD;
            ready += bytes;
        }
        release(room() - bytes);
        return bytes;
    }

    /** The last row of a page has been given away. */
    void done(long weight) {
        synchronized (this) {
            ready -= weight;
        }
        release(weight);
    }

    /** Gives room back; a negative number takes more than was reserved. */
    void release(long bytes) {
        Queue<Runnable> granted = new ArrayDeque<>();
        synchronized (this) {
            used -= bytes;
            while (!line.isEmpty()
                    && fits(line.element().bytes(), line.element().mayBeReady())) {
                Waiting next = line.remove();
                used += next.bytes();
                granted.add(next.granted());
            }
        }
        granted.forEach(Runnable::run);
    }

    private boolean fits(long bytes, long mayBeReady) {
        return used <= 0 || (used + bytes <= capacity && ready < mayBeReady);
    }
}
