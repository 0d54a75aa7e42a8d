package dev.madrugada.common.spark.raw;

import dev.madrugada.common.lake.Arrivals;
import dev.madrugada.common.lake.ShardSpan;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.unsafe.types.UTF8String;
import org.jspecify.annotations.Nullable;

/** Counts the records of one hour, by quarter and by shard. Not thread-safe. */
final class HourCount implements Serializable {
    private static final long serialVersionUID = 1L;

    private final long[] quarters = new long[Arrivals.QUARTERS];
    private final HashMap<UTF8String, ShardCount> shards = new HashMap<>();
    private transient @Nullable UTF8String lastShard;
    private transient @Nullable ShardCount lastCount;

    /** Adds a record; neighbouring records often have the same shard. */
    void add(int quarter, UTF8String shard, UTF8String sequenceNumber, int payloadBytes) {
        quarters[quarter]++;
        ShardCount count = lastCount;
        if (count == null || !shard.equals(lastShard)) {
            UTF8String own = shard.clone();
            count = shards.computeIfAbsent(own, first -> new ShardCount());
            lastShard = own;
            lastCount = count;
        }
        count.add(sequenceNumber, payloadBytes);
    }

    /** Adds what another task counted. */
    HourCount and(HourCount other) {
        for (int i = 0; i < quarters.length; i++) {
            quarters[i] += other.quarters[i];
        }
        other.shards.forEach((shard, count) -> shards.merge(shard, count, ShardCount::and));
        return this;
    }

    List<Long> quarters() {
        List<Long> counts = new ArrayList<>();
        for (long quarter : quarters) {
            counts.add(quarter);
        }
        return counts;
    }

    /** The shards, by id. */
    Map<String, ShardSpan> spans() {
        Map<String, ShardSpan> spans = new TreeMap<>();
        shards.forEach((shard, count) -> spans.put(shard.toString(), count.span(shard.toString())));
        return spans;
    }
}
