package dev.madrugada.localstack.kinesis;

import java.util.Arrays;

/**
 * The index of a shard's records: sequence numbers, offsets and lengths in the log, in order of sequence number. The
 * index needs about 40 bytes of memory per record; the payloads stay in the file. Not thread-safe.
 */
final class ShardIndex {
    private final int shard;
    private int size;
    private long[] arrivals;
    private long[] runs;
    private long[] ordinals;
    private long[] offsets;
    private int[] lengths;

    ShardIndex(int shard) {
        this(shard, 16);
    }

    private ShardIndex(int shard, int capacity) {
        this.shard = shard;
        arrivals = new long[capacity];
        runs = new long[capacity];
        ordinals = new long[capacity];
        offsets = new long[capacity];
        lengths = new int[capacity];
    }

    int size() {
        return size;
    }

    SequenceNumber sequenceNumber(int position) {
        return new SequenceNumber(arrivals[position], runs[position], ordinals[position], shard);
    }

    long arrival(int position) {
        return arrivals[position];
    }

    long offset(int position) {
        return offsets[position];
    }

    int length(int position) {
        return lengths[position];
    }

    /** Whether this number is greater than the last record's. */
    boolean canAppend(SequenceNumber next) {
        return size == 0 || sequenceNumber(size - 1).compareTo(next) < 0;
    }

    /** Adds a record after the last record. */
    void append(SequenceNumber next, long offset, int length) {
        if (!canAppend(next)) {
            throw new IllegalArgumentException(next + " does not follow " + sequenceNumber(size - 1));
        }
        ensure(size + 1);
        arrivals[size] = next.arrivalMillis();
        runs[size] = next.run();
        ordinals[size] = next.ordinal();
        offsets[size] = offset;
        lengths[size] = length;
        size++;
    }

    /**
     * Merges the records of both indexes. If all records of {@code other} follow this index's last record, this index
     * is extended and returned. Otherwise a new index is returned.
     */
    ShardIndex mergedWith(ShardIndex other) {
        if (other.size == 0) {
            return this;
        }
        if (!canAppend(other.sequenceNumber(0))) {
            return merged(other);
        }
        for (int i = 0; i < other.size; i++) {
            append(other.sequenceNumber(i), other.offset(i), other.length(i));
        }
        return this;
    }

    private ShardIndex merged(ShardIndex other) {
        ShardIndex both = new ShardIndex(shard, Math.max(16, size + other.size));
        int mine = 0;
        int theirs = 0;
        while (mine < size || theirs < other.size) {
            boolean takeMine = theirs == other.size
                    || (mine < size && sequenceNumber(mine).compareTo(other.sequenceNumber(theirs)) < 0);
            if (takeMine) {
                both.append(sequenceNumber(mine), offset(mine), length(mine));
                mine++;
            } else {
                both.append(other.sequenceNumber(theirs), other.offset(theirs), other.length(theirs));
                theirs++;
            }
        }
        return both;
    }

    /** The position of the first record whose number is not less than this number; the size if there is none. */
    int firstFrom(SequenceNumber number) {
        int low = 0;
        int high = size;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (sequenceNumber(middle).compareTo(number) < 0) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** The index of the records that arrived at this time or later; this index if these are all. */
    ShardIndex from(long millis) {
        int first = firstFrom(SequenceNumber.lowerBound(millis, shard));
        if (first == 0) {
            return this;
        }
        ShardIndex kept = new ShardIndex(shard, Math.max(16, size - first));
        for (int i = first; i < size; i++) {
            kept.append(sequenceNumber(i), offset(i), length(i));
        }
        return kept;
    }

    private void ensure(int capacity) {
        if (capacity > arrivals.length) {
            int grown = Math.max(capacity, arrivals.length + (arrivals.length >> 1));
            arrivals = Arrays.copyOf(arrivals, grown);
            runs = Arrays.copyOf(runs, grown);
            ordinals = Arrays.copyOf(ordinals, grown);
            offsets = Arrays.copyOf(offsets, grown);
            lengths = Arrays.copyOf(lengths, grown);
        }
    }
}
