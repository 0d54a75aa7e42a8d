package dev.madrugada.load;

import dev.madrugada.common.lake.LakeLayout;
import dev.madrugada.common.lake.LakeTable;
import dev.madrugada.common.lake.Manifest;
import dev.madrugada.common.lake.ObjectStore;
import dev.madrugada.common.lake.PartitionCatalog;
import dev.madrugada.common.lake.PartitionCommits;
import dev.madrugada.common.quality.Verdict;
import dev.madrugada.common.quality.Verdicts;
import dev.madrugada.common.run.LakePartition;
import dev.madrugada.common.run.RunRecords;
import dev.madrugada.common.run.StageName;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;

/**
 * Finds the partitions that a night loads; throws if one is not current, or neither passed its rules nor was released.
 */
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

    /**
     * The curated partitions that this date's gate published, in order.
     *
     * @throws dev.madrugada.common.error.MadrugadaException InputMissing if the gate has not published the day;
     *     PublicationConflict if another run published since; QualityGateFailed if rules that changed since fail
     */
    List<ReadyPartition> of(LocalDate date) {
        return new RunRecords(store, layout)
                .require(dataset, date, StageName.GATE).partitionsOf(LakeTable.Area.CURATED).stream()
                        .map(this::ready)
                        .toList();
    }

    private ReadyPartition ready(LakePartition published) {
        Manifest manifest = published.requireIn(curated);
        return new ReadyPartition(manifest, accepted(manifest));
    }

    /** Throws PublicationConflict if another generation is published by now. */
    void requireCurrent(ReadyPartition ready) {
        curated.requireCurrent(ready.manifest().identity());
    }

    /** The gate accepted this content; since then, rules that have changed may have failed on it. */
    private Verdict accepted(Manifest manifest) {
        Verdict verdict = verdicts.require(manifest);
        if (!verdict.passed() && verdicts.release(dataset, manifest.identity()).isEmpty()) {
            throw LoadFaults.gateFailed(manifest, verdict).exception();
        }
        return verdict;
    }
}
