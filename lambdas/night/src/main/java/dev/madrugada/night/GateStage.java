package dev.madrugada.night;

import dev.madrugada.common.lake.Manifest;
import dev.madrugada.common.lake.Partition;
import dev.madrugada.common.quality.Verdict;
import dev.madrugada.common.run.Findings;
import dev.madrugada.common.run.LakePartition;
import dev.madrugada.common.run.Output;
import dev.madrugada.common.run.RunRecord;
import dev.madrugada.common.run.RunWarning;
import dev.madrugada.common.run.Stage;
import dev.madrugada.common.run.StageIdentity;
import dev.madrugada.common.run.StageName;
import dev.madrugada.common.run.StageOutcome;
import dev.madrugada.formats.TableFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Publishes the accepted partitions of a night, each by one commit, and sets the catalog's locations. Then it commits all
 * of them to the table in Delta or Iceberg, if the contract has such a format. If it is killed
 * between two commits, the next run publishes the rest: publishing a published partition changes nothing. Its run record
 * lists what the load loads.
 */
record GateStage(RunRecord transform, NightVerdicts night, CuratedTable curated, String runId) implements Stage {
    @Override
    public StageIdentity identity() {
        Map<String, String> inputs = new TreeMap<>();
        for (GatedPartition partition : night.due()) {
            inputs.put(
                    "staged/" + partition.partition(),
                    partition.candidate().manifest().content().text());
            inputs.put(
                    "verdict/" + partition.partition(),
                    partition.verdict().meaning().text());
        }
        return new StageIdentity(StageName.GATE, transform.dataset(), transform.date(), inputs);
    }

    /** The gate always checks everything again, which is as fast as finding out whether it is up to date. */
    @Override
    public boolean isUpToDate(Output output) {
        return false;
    }

    @Override
    public StageOutcome execute() {
        // First, so that a catalog that refuses access is known before anything is published.
        night.accepted().stream().map(GatedPartition::partition).limit(1).forEach(curated.catalog()::prepare);
        curated.format().ifPresent(TableFormat::prepare);
        List<LakePartition> published = new ArrayList<>();
        for (GatedPartition partition : night.accepted()) {
            Manifest manifest = curated.commits().publish(partition.candidate());
            published.add(LakePartition.of(curated.commits().table(), manifest));
        }
        List<Partition> days =
                night.accepted().stream().map(GatedPartition::partition).toList();
        curated.format().ifPresent(table -> {
            var unused = table.commit(runId, days);
        });
        days.forEach(curated.garbage()::collect);
        long rows = published.stream().mapToLong(LakePartition::rows).sum();
        return StageOutcome.of(
                        published,
                        Map.of("published", rows, "not-published", (long)
                                night.failed().size()),
                        Map.of())
                .withFindings(new Findings(List.of(), warnings()));
    }

    private List<RunWarning> warnings() {
        List<RunWarning> warnings = new ArrayList<>();
        for (GatedPartition partition : night.failed()) {
            warnings.add(new RunWarning(
                    "DayNotPublished",
                    partition.partition().toString(),
                    "the night's new content of this day breaks " + failedRules(partition.verdict())
                            + "; readers see what was published before"));
        }
        for (GatedPartition partition : night.accepted()) {
            Partition day = partition.partition();
            partition
                    .usedRelease()
                    .ifPresent(release -> warnings.add(new RunWarning(
                            "Released",
                            day.toString(),
                            "published although it breaks " + failedRules(partition.verdict()) + "; released by "
                                    + release.by() + " at " + release.releasedAt() + ": " + release.reason())));
        }
        return warnings;
    }

    private static String failedRules(Verdict verdict) {
        return verdict.failed(Verdict.Level.BLOCK).stream()
                .map(Verdict.RuleVerdict::rule)
                .collect(Collectors.joining(" | "));
    }
}
