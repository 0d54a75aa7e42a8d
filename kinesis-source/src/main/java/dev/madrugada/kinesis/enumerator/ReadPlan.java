package dev.madrugada.kinesis.enumerator;

import dev.madrugada.kinesis.MissingRecords;
import dev.madrugada.kinesis.split.ShardPartition;
import java.util.List;

/**
 * Which tasks read a window.
 *
 * @param missing what of it is gone already; none unless that is borne
 */
public record ReadPlan(List<ShardPartition> partitions, List<MissingRecords> missing) {

    /** Reads nothing. */
    public static final ReadPlan EMPTY = new ReadPlan(List.of(), List.of());

    public ReadPlan {
        partitions = List.copyOf(partitions);
        missing = List.copyOf(missing);
    }
}
