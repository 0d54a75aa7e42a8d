package dev.madrugada.report.proof;

import dev.madrugada.common.json.Json;
import dev.madrugada.common.lake.Digest;
import dev.madrugada.common.lake.LakeLayout;
import dev.madrugada.common.lake.LakeTable;
import dev.madrugada.common.lake.ObjectStore;
import dev.madrugada.common.quality.Verdict;
import dev.madrugada.common.quality.Verdicts;
import dev.madrugada.common.run.Conservation;
import dev.madrugada.common.run.Findings;
import dev.madrugada.common.run.LakePartition;
import dev.madrugada.common.run.NightPartitions;
import dev.madrugada.common.run.RunRecord;
import dev.madrugada.common.run.RunRecords;
import dev.madrugada.common.run.StageName;
import dev.madrugada.common.run.WarehouseDay;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A night as its stages recorded it.
 *
 * @param conservation empty if ingest or transform left no record of this night
 * @param partitions that were loaded, in their order
 * @param waiting partitions that transform published and that are left to their own nights
 * @param findings what transform refused and warned of; none if it left no record of this night
 * @param stages whose records are there, in the stages' order
 */
public record NightProof(
        Optional<Conservation> conservation,
        List<LoadedPartition> partitions,
        List<WaitingPartition> waiting,
        Findings findings,
        List<StageTime> stages) {
    public NightProof {
        partitions = List.copyOf(partitions);
        waiting = List.copyOf(waiting);
        stages = List.copyOf(stages);
    }

    /**
     * Reads the records of a night and the verdicts on what it loaded.
     *
     * @throws dev.madrugada.common.error.TerminalException InputMissing if nothing was loaded for this day yet
     */
    public static NightProof read(ObjectStore store, LakeLayout layout, String dataset, LocalDate date) {
        RunRecords records = new RunRecords(store, layout);
        Map<StageName, RunRecord> found = new EnumMap<>(StageName.class);
        RunRecord load = records.require(dataset, date, StageName.LOAD);
        // The report itself has a record only once it is made.
        for (StageName stage : EnumSet.complementOf(EnumSet.of(StageName.REPORT))) {
            records.find(dataset, date, stage).ifPresent(runRecord -> found.put(stage, runRecord));
        }
        return new NightProof(
                conservation(found),
                partitions(load, found, dataset, new Verdicts(store, layout)),
                waiting(found),
                Optional.ofNullable(found.get(StageName.TRANSFORM))
                        .map(RunRecord::findings)
                        .orElse(Findings.NONE),
                found.values().stream()
                        .map(done -> new StageTime(done.stage(), done.runId(), done.startedAt(), done.seconds()))
                        .toList());
    }

    /** Nothing is lost, nothing is left over, and every rule that blocks was met. */
    public boolean holds() {
        return conservation.filter(Conservation::holds).isPresent()
                && partitions.stream().allMatch(LoadedPartition::holds)
                && partitions.stream()
                        .allMatch(partition ->
                                partition.verdict().filter(Verdict::passed).isPresent());
    }

    /** Records of the arrival day that were quarantined, as far as it is recorded. */
    public long refused() {
        return conservation.map(Conservation::quarantined).orElse(0L);
    }

    /** How many things people should look at though nothing was stopped by them: transform's warnings, failed rules. */
    public long warnings() {
        return findings.warnings().size()
                + partitions.stream()
                        .mapToLong(partition -> partition.warned().size())
                        .sum();
    }

    public long loaded() {
        return partitions.stream().mapToLong(LoadedPartition::loaded).sum();
    }

    /** SHA-256 of what was proved, leaving out when and in which run. */
    public Digest meaning() {
        List<Object> meant = new ArrayList<>();
        conservation.ifPresent(meant::add);
        for (LoadedPartition partition : partitions) {
            meant.add(partition.name());
            meant.add(partition.published().orElse(-1));
            meant.add(partition.loaded());
            meant.add(
                    partition.verdict().map(verdict -> verdict.meaning().text()).orElse("no verdict"));
        }
        meant.addAll(waiting);
        meant.add(findings);
        return Digest.sha256(Json.write(meant));
    }

    private static Optional<Conservation> conservation(Map<StageName, RunRecord> found) {
        RunRecord ingest = found.get(StageName.INGEST);
        RunRecord transform = found.get(StageName.TRANSFORM);
        if (ingest == null || transform == null) {
            return Optional.empty();
        }
        return Optional.of(Conservation.of(ingest, transform));
    }

    private static List<WaitingPartition> waiting(Map<StageName, RunRecord> found) {
        return Optional.ofNullable(found.get(StageName.TRANSFORM)).stream()
                .flatMap(transform -> NightPartitions.of(transform).waiting().stream())
                .map(output -> new WaitingPartition(output.partition().toString(), output.rows()))
                .sorted(Comparator.comparing(WaitingPartition::name))
                .toList();
    }

    private static List<LoadedPartition> partitions(
            RunRecord load, Map<StageName, RunRecord> found, String dataset, Verdicts verdicts) {
        List<LakePartition> published = Optional.ofNullable(found.get(StageName.TRANSFORM))
                .map(transform -> transform.partitionsOf(LakeTable.Area.CURATED))
                .orElse(List.of());
        return load.warehouseDays().stream()
                .sorted(Comparator.comparing(WarehouseDay::partition))
                .map(loaded -> new LoadedPartition(
                        loaded.partition().toString(),
                        published.stream()
                                .filter(curated -> curated.partition().equals(loaded.partition()))
                                .mapToLong(LakePartition::rows)
                                .findFirst(),
                        loaded.rows(),
                        loaded.content(),
                        verdicts.find(dataset, loaded.partition())
                                .filter(verdict -> verdict.content().equals(loaded.content()))))
                .toList();
    }
}
