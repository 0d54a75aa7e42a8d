package dev.madrugada.transform;

import dev.madrugada.common.lake.LakeLayout;
import dev.madrugada.common.lake.ObjectStore;
import dev.madrugada.common.lake.PartitionCatalog;
import dev.madrugada.common.lake.Publications;
import dev.madrugada.common.run.StageOutcome;
import java.time.Clock;

/** The tables the stage reads and publishes. */
record TransformTables(Publications raw, Publications curated, Publications quarantine) {
    static TransformTables of(
            ObjectStore store, LakeLayout layout, String dataset, PartitionCatalog catalog, Clock clock) {
        return new TransformTables(
                new Publications(store, layout.raw(dataset), PartitionCatalog.NONE, clock),
                new Publications(store, layout.curated(dataset), catalog, clock),
                new Publications(store, layout.quarantine(dataset), PartitionCatalog.NONE, clock));
    }

    /** Whether what a run published is still what is published. */
    boolean stands(StageOutcome.Output output) {
        return curated.isCurrent(output) || quarantine.isCurrent(output);
    }
}
