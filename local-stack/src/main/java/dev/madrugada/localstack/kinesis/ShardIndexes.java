package dev.madrugada.localstack.kinesis;

import dev.madrugada.localstack.kinesis.faults.Quirks;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/** The indexes of all shards of a stream. A batch becomes visible to readers as a whole. Thread-safe. */
final class ShardIndexes {
    private final List<ShardIndex> indexes = new ArrayList<>();
    private final ReadWriteLock lock = new ReentrantReadWriteLock();

    /**
     * A request for a page.
     *
     * @param limit maximum number of records
     * @param quirk the quirk to apply to the page
     */
    record PageRequest(ShardPosition from, int limit, Quirks.Quirk quirk) {}

    /**
     * The time of a page request.
     *
     * @param horizon the trim horizon
     */
    record PageTime(Instant now, Instant horizon) {}

    /** Creates empty indexes until there are this many. */
    void grow(int shards) {
        lock.writeLock().lock();
        try {
            for (int i = indexes.size(); i < shards; i++) {
                indexes.add(new ShardIndex(i));
            }
        } finally {
            lock.writeLock().unlock();
        }
    }

    void add(Batch batch) {
        lock.writeLock().lock();
        try {
            batch.shards().forEach(entry -> {
                indexes.set(entry.getKey(), indexes.get(entry.getKey()).mergedWith(entry.getValue()));
            });
        } finally {
            lock.writeLock().unlock();
        }
    }

    /** Whether a shard has a record that arrived before this time. */
    boolean holdsBefore(long millis) {
        lock.readLock().lock();
        try {
            return indexes.stream().anyMatch(index -> index.size() > 0 && index.arrival(0) < millis);
        } finally {
            lock.readLock().unlock();
        }
    }

    /** Removes the records that arrived before this time. */
    void removeBefore(long millis) {
        lock.writeLock().lock();
        try {
            indexes.replaceAll(index -> index.from(millis));
        } finally {
            lock.writeLock().unlock();
        }
    }

    /** The sequence number of the shard's last record; empty if it has none. */
    Optional<SequenceNumber> last(int shard) {
        lock.readLock().lock();
        try {
            ShardIndex index = indexes.get(shard);
            return index.size() == 0 ? Optional.empty() : Optional.of(index.sequenceNumber(index.size() - 1));
        } finally {
            lock.readLock().unlock();
        }
    }

    Page page(Shard shard, PageRequest request, PageTime time) {
        lock.readLock().lock();
        try {
            ShardIndex index = indexes.get(shard.index());
            SequenceNumber horizon = SequenceNumber.lowerBound(time.horizon().toEpochMilli(), shard.index());
            int first = Math.max(request.from().in(index), index.firstFrom(horizon));
            int ahead = index.size() - first;
            int wanted = wanted(request.quirk(), Math.min(request.limit(), ahead));
            long[] offsets = new long[wanted];
            int[] lengths = new int[wanted];
            int found = 0;
            long bytes = 0;
            for (int i = first; i < first + wanted; i++) {
                int size = index.length(i) - StoredRecord.OVERHEAD;
                if (found > 0 && bytes + size > Page.MAX_BYTES) {
                    break;
                }
                bytes += size;
                offsets[found] = index.offset(i);
                lengths[found] = index.length(i);
                found++;
            }
            boolean more = found < ahead;
            boolean claimsTip = !more || (request.quirk() == Quirks.Quirk.EARLY_ZERO && found > 0);
            long behind = claimsTip ? 0 : Math.max(1, time.now().toEpochMilli() - index.arrival(first + found));
            ShardPosition next =
                    found == 0 ? request.from() : ShardPosition.after(index.sequenceNumber(first + found - 1));
            boolean ended = !more && !shard.open();
            return new Page(
                    new Page.Frames(Arrays.copyOf(offsets, found), Arrays.copyOf(lengths, found)),
                    bytes,
                    ended ? Optional.empty() : Optional.of(next),
                    behind);
        } finally {
            lock.readLock().unlock();
        }
    }

    private static int wanted(Quirks.Quirk quirk, int available) {
        return switch (quirk) {
            case NONE -> available;
            case EARLY_ZERO -> available - available / 2;
            case EMPTY -> 0;
        };
    }
}
