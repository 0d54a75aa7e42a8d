package dev.madrugada.transform;

import dev.madrugada.common.lake.Baseline;
import dev.madrugada.common.lake.LakeLayout;
import dev.madrugada.common.lake.LakeTable;
import dev.madrugada.common.lake.ObjectStore;
import dev.madrugada.common.lake.PartitionCatalog;
import dev.madrugada.common.lake.Publications;
import dev.madrugada.common.run.StageOutcome;
import java.time.Clock;

/** The tables the stage reads and publishes. */
record TransformTables(Publications raw, Target curated, Target quarantine) {
    /**
     * A table that the stage publishes.
     *
     * @param before what was published in it before raw was looked up
     */
    record Target(Publications publications, Baseline before) {
        static Target of(Publications publications) {
            return new Target(publications, publications.baseline());
        }

        LakeTable table() {
            return publications.table();
        }
    }

    /** Looks up what is published, so it comes before anything is read that is to be published. */
    static TransformTables of(
            ObjectStore store, LakeLayout layout, String dataset, PartitionCatalog catalog, Clock clock) {
        return new TransformTables(
                new Publications(store, layout.raw(dataset), PartitionCatalog.NONE, clock),
                Target.of(new Publications(store, layout.curated(dataset), catalog, clock)),
                Target.of(new Publications(store, layout.quarantine(dataset), PartitionCatalog.NONE, clock)));
    }

    /** Whether what a run published is still what is published. */
    boolean stands(StageOutcome.Output output) {
        return curated.publications().isCurrent(output)
                || quarantine.publications().isCurrent(output);
    }
}
