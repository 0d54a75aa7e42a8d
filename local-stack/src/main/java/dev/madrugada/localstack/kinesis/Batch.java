package dev.madrugada.localstack.kinesis;

import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;

/** Index entries of the records of one write, in order of sequence number within each shard. */
final class Batch {
    private final Map<Integer, ShardIndex> byShard = new TreeMap<>();
    private long records;

    boolean canAdd(SequenceNumber number) {
        ShardIndex index = byShard.get(number.shard());
        return index == null || index.canAppend(number);
    }

    void add(SequenceNumber number, long offset, int length) {
        byShard.computeIfAbsent(number.shard(), ShardIndex::new).append(number, offset, length);
        records++;
    }

    long records() {
        return records;
    }

    Collection<Map.Entry<Integer, ShardIndex>> shards() {
        return byShard.entrySet();
    }
}
