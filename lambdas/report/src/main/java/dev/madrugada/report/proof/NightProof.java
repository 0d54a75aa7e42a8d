package dev.madrugada.report.proof;

import dev.madrugada.common.json.Json;
import dev.madrugada.common.lake.Digest;
import dev.madrugada.common.lake.LakeLayout;
import dev.madrugada.common.lake.LakeTable;
import dev.madrugada.common.lake.ObjectStore;
import dev.madrugada.common.quality.Verdicts;
import dev.madrugada.common.run.Conservation;
import dev.madrugada.common.run.Findings;
import dev.madrugada.common.run.LakePartition;
import dev.madrugada.common.run.NightPartitions;
import dev.madrugada.common.run.Refusal;
import dev.madrugada.common.run.RunRecord;
import dev.madrugada.common.run.RunRecords;
import dev.madrugada.common.run.RunWarning;
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
 * A night according to the run records of its stages.
 *
 * @param conservation the record counts; empty if the run record of ingest or transform is missing
 * @param partitions the loaded partitions, in order of name
 * @param waiting partitions of later days that transform published; their own nights load them
 * @param findings the refused records, and the warnings of ingest, transform and the gate; of the stages that have a run
 *     record
 * @param stages the stages that have a run record, in order of execution
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
     * Reads the run records of a night and the verdicts on the partitions that it loaded.
     *
     * @throws dev.madrugada.common.error.TerminalException InputMissing if the run record of the load is missing
     */
    public static NightProof read(ObjectStore store, LakeLayout layout, String dataset, LocalDate date) {
        RunRecords records = new RunRecords(store, layout);
        Map<StageName, RunRecord> found = new EnumMap<>(StageName.class);
        RunRecord load = records.require(dataset, date, StageName.LOAD);
        // The report's own run record does not exist yet.
        for (StageName stage : EnumSet.complementOf(EnumSet.of(StageName.REPORT))) {
            records.find(dataset, date, stage).ifPresent(runRecord -> found.put(stage, runRecord));
        }
        return new NightProof(
                conservation(found),
                partitions(load, found, new Verdicts(store, layout)),
                waiting(found),
                findings(found),
                found.values().stream()
                        .map(done -> new StageTime(done.stage(), done.runId(), done.startedAt(), done.seconds()))
                        .toList());
    }

    /**
     * Whether the record counts balance, each partition is loaded completely, and each partition's content passed its
     * rules or was released.
     */
    public boolean agrees() {
        return conservation.filter(Conservation::holds).isPresent()
                && partitions.stream().allMatch(LoadedPartition::agrees)
                && partitions.stream().allMatch(LoadedPartition::isAccepted);
    }

    /** The number of quarantined records of the arrival day; 0 if it is not recorded. */
    public long quarantined() {
        return conservation.map(Conservation::quarantined).orElse(0L);
    }

    /** The number of warnings: those of the stages and the failed rules of level WARN. */
    public long warnings() {
        return findings.warnings().size()
                + partitions.stream()
                        .mapToLong(partition -> partition.warned().size())
                        .sum();
    }

    public long loaded() {
        return partitions.stream().mapToLong(LoadedPartition::loaded).sum();
    }

    /** SHA-256 of all figures except times and run ids. */
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
                .map(waiting -> new WaitingPartition(waiting.partition().toString(), waiting.rows()))
                .sorted(Comparator.comparing(WaitingPartition::name))
                .toList();
    }

    /**
     * What ingest found about the source, what transform found in the records, and what the gate did not publish or
     * published by a release.
     */
    private static Findings findings(Map<StageName, RunRecord> found) {
        Findings transform = Optional.ofNullable(found.get(StageName.TRANSFORM))
                .map(RunRecord::findings)
                .orElse(Findings.NONE);
        List<RunWarning> warnings = new ArrayList<>();
        List<Refusal> refusals = new ArrayList<>();
        Optional.ofNullable(found.get(StageName.INGEST)).ifPresent(ingest -> {
            warnings.addAll(ingest.findings().warnings());
            refusals.addAll(ingest.findings().refusals());
        });
        refusals.addAll(transform.refusals());
        warnings.addAll(transform.warnings());
        Optional.ofNullable(found.get(StageName.GATE))
                .ifPresent(gate -> warnings.addAll(gate.findings().warnings()));
        return new Findings(refusals, warnings);
    }

    private static List<LoadedPartition> partitions(
            RunRecord load, Map<StageName, RunRecord> found, Verdicts verdicts) {
        List<LakePartition> published = Optional.ofNullable(found.get(StageName.GATE))
                .map(gate -> gate.partitionsOf(LakeTable.Area.CURATED))
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
                        verdicts.find(load.dataset(), loaded.partition(), loaded.content()),
                        verdicts.release(load.dataset(), loaded.identity())))
                .toList();
    }
}
