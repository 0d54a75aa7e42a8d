package dev.madrugada.transform;

import dev.madrugada.common.lake.ExpectedGenerations;
import dev.madrugada.common.lake.LakeLayout;
import dev.madrugada.common.lake.LakeTable;
import dev.madrugada.common.lake.ObjectStore;
import dev.madrugada.common.lake.PartitionCatalog;
import dev.madrugada.common.lake.PartitionCommits;
import dev.madrugada.common.run.LakePartition;
import dev.madrugada.common.run.Output;
import dev.madrugada.common.run.StagedContent;
import java.time.Clock;

/** The tables that the stage reads, stages and publishes. */
record TransformTables(PartitionCommits raw, Target curated, Target quarantine) {
    /**
     * A table that the stage writes.
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
    static TransformTables of(ObjectStore store, LakeLayout layout, String dataset, Clock clock) {
        return new TransformTables(
                new PartitionCommits(store, layout.raw(dataset), PartitionCatalog.NONE, clock),
                Target.of(new PartitionCommits(store, layout.curated(dataset), PartitionCatalog.NONE, clock)),
                Target.of(new PartitionCommits(store, layout.quarantine(dataset), PartitionCatalog.NONE, clock)));
    }

    /** Whether the quarantine is still the current one, and curated content is published or can be published. */
    boolean isUpToDate(Output output) {
        if (output instanceof LakePartition refused) {
            return refused.isCurrentIn(quarantine.commits());
        }
        return output instanceof StagedContent content && content.isUpToDateIn(curated.commits());
    }
}
