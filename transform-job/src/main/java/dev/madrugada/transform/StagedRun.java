package dev.madrugada.transform;

import dev.madrugada.common.lake.LakeTable;
import dev.madrugada.common.lake.StagedPartition;
import dev.madrugada.common.run.LakePartition;
import dev.madrugada.transform.outcome.RefusalKinds;
import java.time.LocalDate;
import java.util.NavigableMap;
import java.util.stream.Stream;

/**
 * What a run has written and not yet published.
 *
 * @param curated the partitions by event day
 * @param kept the number of the arrival day's rows that were kept for their key
 * @param duplicates the number of the arrival day's rows that another row with the same key displaced
 */
record StagedRun(
        Staged quarantine, NavigableMap<LocalDate, Staged> curated, long kept, long duplicates, RefusalKinds refusals) {
    /** A partition that lacks nothing but its publication. */
    record Staged(TransformTables.Target target, StagedPartition partition) {
        LakePartition published() {
            LakeTable table = target.table();
            LakePartition published = LakePartition.of(table, target.commits().publish(partition));
            target.commits().collectGarbage(partition.partition());
            return published;
        }
    }

    /** All partitions, the quarantine first. */
    Stream<Staged> all() {
        return Stream.concat(Stream.of(quarantine), curated.values().stream());
    }
}
