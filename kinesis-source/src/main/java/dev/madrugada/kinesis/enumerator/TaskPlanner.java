package dev.madrugada.kinesis.enumerator;

import java.util.ArrayList;
import java.util.List;

/**
 * Into how many tasks shards are dealt. A shard gives two megabytes a second and a core takes many times that, so there
 * are no more tasks than cores, and each reads its shards side by side.
 *
 * @param cores how many tasks can run at once
 * @param maxShardsPerTask more tasks than cores where a task would have more shards than this
 */
public record TaskPlanner(int cores, int maxShardsPerTask) {

    public TaskPlanner {
        if (cores < 1 || maxShardsPerTask < 1) {
            throw new IllegalArgumentException(cores + " cores, " + maxShardsPerTask + " shards a task");
        }
    }

    /** Dealt like cards, so that the parents of a reshard, which are listed first, don't all fall to one task. */
    List<List<String>> assign(List<String> shardIds) {
        if (shardIds.isEmpty()) {
            return List.of();
        }
        int each = Math.min(maxShardsPerTask, ceilDiv(shardIds.size(), cores));
        int tasks = ceilDiv(shardIds.size(), each);
        List<List<String>> groups = new ArrayList<>();
        for (int task = 0; task < tasks; task++) {
            List<String> group = new ArrayList<>();
            for (int shard = task; shard < shardIds.size(); shard += tasks) {
                group.add(shardIds.get(shard));
            }
            groups.add(group);
        }
        return groups;
    }

    private static int ceilDiv(int dividend, int divisor) {
        return (dividend + divisor - 1) / divisor;
    }
}
