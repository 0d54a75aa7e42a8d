package dev.madrugada.kinesis.split;

import java.util.List;
import org.apache.spark.sql.connector.read.InputPartition;

/**
 * The shards that one task reads concurrently.
 *
 * @param shardIds at least one; no duplicates
 */
public record ShardPartition(List<String> shardIds, RetentionBound retentionBound) implements InputPartition {

    public ShardPartition {
        shardIds = List.copyOf(shardIds);
        if (shardIds.isEmpty()) {
            throw new IllegalArgumentException("a partition without a shard");
        }
    }
}
