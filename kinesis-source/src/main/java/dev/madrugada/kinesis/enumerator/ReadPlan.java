package dev.madrugada.kinesis.enumerator;

import dev.madrugada.kinesis.MissingRecords;
import dev.madrugada.kinesis.split.ShardPartition;
import java.util.List;

/**
 * The partitions that read a window.
 *
 * @param missing records that have expired; empty unless {@code on-expired} allows loss
 */
public record ReadPlan(List<ShardPartition> partitions, List<MissingRecords> missing) {

    /** A plan without partitions. */
    public static final ReadPlan EMPTY = new ReadPlan(List.of(), List.of());

    public ReadPlan {
        partitions = List.copyOf(partitions);
        missing = List.copyOf(missing);
    }
}
