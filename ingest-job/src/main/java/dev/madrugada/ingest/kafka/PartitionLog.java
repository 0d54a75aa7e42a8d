package dev.madrugada.ingest.kafka;

import java.util.List;

/**
 * What a broker says about a partition's log at one moment.
 *
 * @param beginning the offset of the first record that was not deleted
 * @param end the offset after the last record
 * @param stableEnd the offset before which every transaction has ended: the last stable offset
 * @param firstFrom for each time that was asked for, the first offset whose timestamp is not before it; {@link #NONE}
 *     if there is no such record
 */
record PartitionLog(int partition, long beginning, long end, long stableEnd, List<Long> firstFrom) {
    static final long NONE = -1;

    PartitionLog {
        firstFrom = List.copyOf(firstFrom);
    }

    /** The first offset from the time on; the end of the log if there is none. */
    long firstFrom(int time) {
        long first = firstFrom.get(time);
        return first == NONE ? end : first;
    }
}
