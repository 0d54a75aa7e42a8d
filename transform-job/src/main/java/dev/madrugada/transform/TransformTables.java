package dev.madrugada.transform;

import dev.madrugada.common.lake.ExpectedGenerations;
import dev.madrugada.common.lake.LakeLayout;
import dev.madrugada.common.lake.LakeTable;
import dev.madrugada.common.lake.ObjectStore;
import dev.madrugada.common.lake.PartitionCatalog;
import dev.madrugada.common.lake.PartitionCommits;
import dev.madrugada.common.run.LakePartition;
import java.time.Clock;

/** The tables the stage reads and publishes. */
record TransformTables(PartitionCommits raw, Target curated, Target quarantine) {
    /**
     * A table that the stage publishes.
     *
     * @param before the table's current generations, read before raw was looked up
     */
    record Target(PartitionCommits commits, ExpectedGenerations before) {
        static Target of(PartitionCommits commits) {
            return new Target(commits, commits.expected());
        }

        LakeTable table() {
            return commits.table();
        }
    }

    /** Reads the current generations of the tables; call it before the stage reads its inputs. */
    static TransformTables of(
            ObjectStore store, LakeLayout layout, String dataset, PartitionCatalog catalog, Clock clock) {
        return new TransformTables(
                new PartitionCommits(store, layout.raw(dataset), PartitionCatalog.NONE, clock),
                Target.of(new PartitionCommits(store, layout.curated(dataset), catalog, clock)),
                Target.of(new PartitionCommits(store, layout.quarantine(dataset), PartitionCatalog.NONE, clock)));
    }

    /** Whether the published partition is still the current one. */
    boolean isUpToDate(LakePartition output) {
        return output.isCurrentIn(curated.commits()) || output.isCurrentIn(quarantine.commits());
    }
}
