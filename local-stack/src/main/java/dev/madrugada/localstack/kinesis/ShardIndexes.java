package dev.madrugada.localstack.kinesis;

import dev.madrugada.localstack.kinesis.faults.Quirks;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/** The indexes of all shards of a stream. Readers go on beside a writer, who shows them a batch whole or not at all. */
final class ShardIndexes {
    private final List<ShardIndex> indexes = new ArrayList<>();
    private final ReadWriteLock lock = new ReentrantReadWriteLock();

    /**
     * What is asked of a page.
     *
     * @param limit of its records
     * @param turn how it is spoilt
     */
    record Asked(ShardPosition from, int limit, Quirks.Turn turn) {}

    /**
     * The time at which a page is asked for.
     *
     * @param horizon what arrived before is trimmed
     */
    record Moment(Instant now, Instant horizon) {}

    /** Makes room for shards up to this many. */
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
                indexes.set(entry.getKey(), indexes.get(entry.getKey()).with(entry.getValue()));
            });
        } finally {
            lock.writeLock().unlock();
        }
    }

    /** The number of the shard's last record. */
    Optional<SequenceNumber> last(int shard) {
        lock.readLock().lock();
        try {
            ShardIndex index = indexes.get(shard);
            return index.size() == 0 ? Optional.empty() : Optional.of(index.sequenceNumber(index.size() - 1));
        } finally {
            lock.readLock().unlock();
        }
    }

    Page page(Shard shard, Asked asked, Moment moment) {
        lock.readLock().lock();
        try {
            ShardIndex index = indexes.get(shard.index());
            SequenceNumber horizon = SequenceNumber.from(moment.horizon().toEpochMilli(), shard.index());
            int first = Math.max(asked.from().in(index), index.firstFrom(horizon));
            int ahead = index.size() - first;
            int wanted = wanted(asked.turn(), Math.min(asked.limit(), ahead));
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
            boolean claimsTip = !more || (asked.turn() == Quirks.Turn.EARLY_ZERO && found > 0);
            long behind = claimsTip ? 0 : Math.max(1, moment.now().toEpochMilli() - index.arrival(first + found));
            ShardPosition next =
                    found == 0 ? asked.from() : ShardPosition.after(index.sequenceNumber(first + found - 1));
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

    private static int wanted(Quirks.Turn turn, int available) {
        return switch (turn) {
            case PLAIN -> available;
            case EARLY_ZERO -> available - available / 2;
            case EMPTY -> 0;
        };
    }
}
