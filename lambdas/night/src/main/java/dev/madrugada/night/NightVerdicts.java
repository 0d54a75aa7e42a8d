package dev.madrugada.night;

import dev.madrugada.common.lake.Manifest;
import dev.madrugada.common.lake.PartitionCommits;
import dev.madrugada.common.lake.PublicationCandidate;
import dev.madrugada.common.quality.Verdict;
import dev.madrugada.common.quality.Verdicts;
import dev.madrugada.common.run.NightPartitions;
import dev.madrugada.common.run.StagedContent;
import java.time.LocalDate;
import java.util.List;

/**
 * What quality says of everything that a night has staged. The night is accepted if its own day is. A partition of
 * another day that is not accepted keeps its published content.
 *
 * @param due in the order of transform's record
 */
record NightVerdicts(LocalDate date, List<GatedPartition> due) {
    NightVerdicts {
        due = List.copyOf(due);
    }

    /**
     * Looks up what is staged, its files and the verdicts.
     *
     * @throws dev.madrugada.common.error.MadrugadaException PublicationConflict if another run published since;
     *     ConservationViolated if rows differ from transform's record; InputMissing if the own day, a file or a verdict
     *     is missing
     */
    static NightVerdicts of(NightPartitions partitions, PartitionCommits curated, Verdicts verdicts) {
        return new NightVerdicts(
                partitions.date(),
                partitions.requireDue().stream()
                        .map(staged -> gated(staged, curated, verdicts))
                        .toList());
    }

    private static GatedPartition gated(StagedContent staged, PartitionCommits curated, Verdicts verdicts) {
        PublicationCandidate candidate = staged.requireIn(curated);
        Manifest manifest = curated.requireIntact(candidate.manifest());
        return new GatedPartition(
                candidate, verdicts.require(manifest), verdicts.release(manifest.dataset(), manifest.identity()));
    }

    boolean isAccepted() {
        return due.stream().filter(this::isOwn).allMatch(GatedPartition::isAccepted);
    }

    boolean isOwn(GatedPartition partition) {
        return partition.partition().day().equals(date);
    }

    List<GatedPartition> accepted() {
        return due.stream().filter(GatedPartition::isAccepted).toList();
    }

    List<GatedPartition> failed() {
        return due.stream().filter(partition -> !partition.isAccepted()).toList();
    }

    List<Verdict> verdicts() {
        return due.stream().map(GatedPartition::verdict).toList();
    }
}
