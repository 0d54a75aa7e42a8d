package dev.madrugada.kinesis.enumerator;

import java.util.ArrayList;
import java.util.List;

/**
 * Distributes shards over tasks. A shard delivers 2 MB a second, and one core decodes many times as much. A plan
 * therefore has at most as many tasks as cores, unless {@code maxShardsPerTask} requires more tasks. Each task reads
 * its shards concurrently.
 *
 * @param cores the number of tasks that can run at once
 * @param maxShardsPerTask the largest number of shards in a task
 */
public record TaskPlanner(int cores, int maxShardsPerTask) {

    public TaskPlanner {
        if (cores < 1 || maxShardsPerTask < 1) {
            throw new IllegalArgumentException(cores + " cores, " + maxShardsPerTask + " shards a task");
        }
    }

    /**
     * Assigns shards round-robin. Kinesis lists the parents of a reshard first, so consecutive groups would put all
     * parents into one task.
     */
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
