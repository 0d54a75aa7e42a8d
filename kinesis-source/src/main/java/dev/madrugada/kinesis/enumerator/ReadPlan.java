package dev.madrugada.kinesis.enumerator;

import dev.madrugada.kinesis.MissingRecords;
import dev.madrugada.kinesis.split.ShardPartition;
import java.time.Duration;
import java.util.List;

/**
 * The partitions that read a window.
 *
 * @param missing records that have expired; empty unless {@code on-expired} allows loss
 */
public record ReadPlan(List<ShardPartition> partitions, List<MissingRecords> missing) {

    /** A plan without partitions. */
    public static final ReadPlan EMPTY = new ReadPlan(List.of(), List.of());

    /** What a shard accepts in a second, its key bytes included. */
    private static final long SHARD_BYTES_PER_SECOND = 1 << 20;

    public ReadPlan {
        partitions = List.copyOf(partitions);
        missing = List.copyOf(missing);
    }

    /** The ids of the shards to read, in order. */
    public List<String> shardIds() {
        return partitions.stream()
                .flatMap(partition -> partition.shardIds().stream())
                .sorted()
                .toList();
    }

    /**
     * The most bytes that the shards can have accepted in a window of this length. Kinesis tells the size of records only
     * when they are read, but a shard accepts 1 MiB a second.
     *
     * @see <a href="https://docs.aws.amazon.com/streams/latest/dev/service-sizes-and-limits.html">Quotas and limits</a>
     */
    public long maxBytes(Duration window) {
        return shardIds().size()
                * SHARD_BYTES_PER_SECOND
                * Math.max(1, window.plusMillis(999).toSeconds());
    }
}
