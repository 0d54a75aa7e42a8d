package dev.madrugada.transform;

import dev.madrugada.common.lake.LakeLayout;
import dev.madrugada.common.lake.Manifest;
import dev.madrugada.common.lake.ObjectStore;
import dev.madrugada.common.lake.Partition;
import dev.madrugada.common.lake.PartitionCatalog;
import dev.madrugada.common.lake.Publications;
import dev.madrugada.common.run.StageOutcome;
import java.time.Clock;
import java.util.stream.Stream;

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
        return Stream.of(curated, quarantine)
                .filter(published -> published.table().toString().equals(output.table()))
                .flatMap(published -> published.current(Partition.parse(output.partition())).stream())
                .anyMatch(current -> current.generation() == output.generation()
                        && current.content().equals(output.content()));
    }

    static StageOutcome.Output output(Publications table, Manifest manifest) {
        return new StageOutcome.Output(
                table.table().toString(),
                manifest.partition(),
                manifest.generation(),
                manifest.rows(),
                manifest.content());
    }
}
