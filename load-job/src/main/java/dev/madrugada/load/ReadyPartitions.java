package dev.madrugada.load;

import dev.madrugada.common.lake.LakeLayout;
import dev.madrugada.common.lake.Manifest;
import dev.madrugada.common.lake.ObjectStore;
import dev.madrugada.common.lake.PartitionCatalog;
import dev.madrugada.common.lake.PartitionCommits;
import dev.madrugada.common.quality.Verdict;
import dev.madrugada.common.quality.Verdicts;
import dev.madrugada.common.run.LakePartition;
import dev.madrugada.common.run.NightPartitions;
import dev.madrugada.common.run.RunRecord;
import dev.madrugada.common.run.RunRecords;
import dev.madrugada.common.run.StageName;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;

/** Finds the partitions that a night loads; throws if one is not published, not current or has not passed its rules. */
final class ReadyPartitions {
    private final ObjectStore store;
    private final LakeLayout layout;
    private final String dataset;
    private final PartitionCommits curated;
    private final Verdicts verdicts;

    ReadyPartitions(ObjectStore store, LakeLayout layout, String dataset, Clock clock) {
        this.store = store;
        this.layout = layout;
        this.dataset = dataset;
        // Loading only reads partitions, so no catalog is needed.
        this.curated = new PartitionCommits(store, layout.curated(dataset), PartitionCatalog.NONE, clock);
        this.verdicts = new Verdicts(store, layout);
    }

    /** The curated partitions that the transform of this date published and that are due, in order. */
    List<ReadyPartition> of(LocalDate date) {
        RunRecord transform = new RunRecords(store, layout).require(dataset, date, StageName.TRANSFORM);
        return NightPartitions.of(transform).requireDue().stream()
                .map(this::ready)
                .toList();
    }

    private ReadyPartition ready(LakePartition due) {
        Manifest manifest = due.requireIn(curated);
        return new ReadyPartition(manifest, passed(manifest));
    }

    /** Throws PublicationConflict if another generation is published by now. */
    void requireCurrent(ReadyPartition ready) {
        curated.requireCurrent(ready.manifest().identity());
    }

    /** The gate of the state machine looks at this too; a load that is started by hand has only this check. */
    private Verdict passed(Manifest manifest) {
        Verdict verdict = verdicts.require(manifest);
        if (!verdict.passed()) {
            throw LoadFaults.gateFailed(manifest, verdict).exception();
        }
        return verdict;
    }
}
