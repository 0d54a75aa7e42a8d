package dev.madrugada.transform;

import dev.madrugada.common.lake.LakeTable;
import dev.madrugada.common.lake.StagedPartition;
import dev.madrugada.common.run.LakePartition;
import dev.madrugada.common.run.StagedContent;
import dev.madrugada.transform.outcome.RefusalKinds;
import java.time.LocalDate;
import java.util.List;
import java.util.NavigableMap;

/**
 * What a run has written and not yet published.
 *
 * @param curated the partitions by event day
 * @param kept the number of the arrival day's rows that were kept for their key
 * @param duplicates the number of the arrival day's rows that another row with the same key displaced
 */
record StagedRun(
        Staged quarantine, NavigableMap<LocalDate, Staged> curated, long kept, long duplicates, RefusalKinds refusals) {
    /** A partition whose files are written and counted. */
    record Staged(TransformTables.Target target, StagedPartition partition) {
        /** Leaves the partition for the stages that evaluate and publish it. */
        StagedContent staged() {
            target.commits().stage(partition);
            return StagedContent.of(target.table(), partition);
        }

        /** Whether something of the partition was published when the run began. */
        boolean isPublishedBefore() {
            return target.before().of(partition.partition()) > 0;
        }

        /** Whether the current generation has the same content. */
        boolean isPublishedAlready() {
            return target.commits()
                    .current(partition.partition())
                    .filter(manifest -> manifest.content().equals(partition.content()))
                    .isPresent();
        }

        LakePartition published() {
            LakeTable table = target.table();
            LakePartition published = LakePartition.of(table, target.commits().publish(partition));
            target.commits().collectGarbage(partition.partition());
            return published;
        }
    }

    /**
     * The partitions of later event days that wait for their own night, which writes them again. A later day that is
     * published already with other content does not wait: no later night would add this night's records to it.
     */
    List<Staged> waiting(LocalDate date) {
        return curated.tailMap(date, false).values().stream()
                .filter(later -> !later.isPublishedBefore() || later.isPublishedAlready())
                .toList();
    }
}
