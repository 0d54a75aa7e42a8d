package dev.madrugada.transform;

import dev.madrugada.common.contract.DatasetContract;
import dev.madrugada.common.lake.LakeLayout;
import dev.madrugada.common.lake.Manifest;
import dev.madrugada.common.lake.ObjectStore;
import dev.madrugada.common.lake.PublishedHours;
import dev.madrugada.common.run.AffectedPartitions;
import dev.madrugada.common.run.Conservation;
import dev.madrugada.common.run.Findings;
import dev.madrugada.common.run.Output;
import dev.madrugada.common.run.StageOutcome;
import dev.madrugada.common.run.WaitingPartition;
import dev.madrugada.common.spark.PublishedRows;
import dev.madrugada.common.spark.RawSchema;
import dev.madrugada.common.spark.sink.FileSizes;
import dev.madrugada.transform.enrich.ExpressionCheck;
import dev.madrugada.transform.enrich.LookupTable;
import dev.madrugada.transform.outcome.ArrivedRows;
import dev.madrugada.transform.outcome.Outcomes;
import dev.madrugada.transform.outcome.TaskFigures;
import dev.madrugada.transform.parse.SeenColumns;
import dev.madrugada.transform.record.RecordPlan;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.spark.sql.SparkSession;

/**
 * The stage's work. Each touched partition becomes a function of all raw published for its window, so the order in
 * which days are run does not matter; everything is counted, written and checked before it is staged. Curated
 * partitions are only staged: the gate publishes them. The quarantine is published, because no reader depends on it. A
 * day with more refused records than its contract allows publishes its quarantine alone, so that people can look at it,
 * and fails.
 */
record Transformation(
        TransformInputs inputs,
        TransformTables tables,
        ObjectStore store,
        AffectedPartitions affected,
        DayFindings found,
        String runId) {
    StageOutcome run(SparkSession spark) {
        DatasetContract contract = inputs.contract();
        List<LookupTable> lookups = LookupTable.of(inputs.folder());
        ExpressionCheck.verify(spark, contract);
        RecordPlan plan = RecordPlan.of(spark, contract, lookups);

        Outcomes outcomes = Outcomes.of(contract, plan, raw(spark, inputs.arrived()), writingTasks(spark));
        TaskFigures figures = outcomes.figures();
        requireAllRead(figures);
        boolean hasTooManyRefused = contract.maxQuarantined()
                .isExceededBy(figures.refused(), inputs.arrived().rows());
        return hasTooManyRefused ? quarantined(spark, outcomes) : curated(spark, outcomes);
    }

    /** The number of writing tasks follows from the raw days that may be read. */
    private int writingTasks(SparkSession spark) {
        long rawBytes = inputs.raw().values().stream()
                .flatMap(hours -> hours.manifests().values().stream())
                .flatMap(manifest -> manifest.files().stream())
                .mapToLong(Manifest.DataFile::bytes)
                .sum();
        return FileSizes.tasks(rawBytes, spark.sparkContext().defaultParallelism());
    }

    private static ArrivedRows raw(SparkSession spark, PublishedHours hours) {
        return new ArrivedRows(
                hours.day(),
                PublishedRows.read(spark, RawSchema.schema(), hours.manifests().values()));
    }

    private String arrivedIn() {
        return tables.raw().table() + " " + LakeLayout.arrivalDay(inputs.date());
    }

    /** Writes and publishes the quarantine alone: no event day is written. */
    private StageOutcome quarantined(SparkSession spark, Outcomes outcomes) {
        NavigableSet<LocalDate> none = new TreeSet<>();
        StagedRun staged = files(spark).written(outcomes.with(none, List.of()), none, inputs.date());
        TaskFigures figures = outcomes.figures();
        requireQuarantined(staged, figures);
        Findings findings = findings(staged, figures);
        long raw = inputs.arrived().rows();
        return StageOutcome.of(
                        List.of(staged.quarantine().published()),
                        Map.of("raw", raw, "quarantined", figures.refused()),
                        facts(staged))
                .withFindings(findings)
                .withFailure(TooManyRefused.fault(arrivedIn(), findings, figures.refused(), raw, inputs.contract()));
    }

    private StageOutcome curated(SparkSession spark, Outcomes outcomes) {
        NavigableSet<LocalDate> eventDays = affectedBy(outcomes);
        List<ArrivedRows> others = inputs.othersFor(eventDays).values().stream()
                .map(hours -> raw(spark, hours))
                .toList();
        StagedRun staged = files(spark).written(outcomes.with(eventDays, others), eventDays, inputs.date());
        TaskFigures figures = outcomes.figures();
        requireQuarantined(staged, figures);
        Conservation conservation = Conservation.ofTransform(
                inputs.arrived().rows(),
                figures.accepted(),
                figures.refused(),
                figures.rows(),
                staged.kept(),
                staged.duplicates());
        requireConservation(conservation);
        List<StagedRun.Staged> waiting = staged.waiting(inputs.date());
        List<StagedRun.Staged> due = staged.curated().values().stream()
                .filter(each -> !waiting.contains(each))
                .toList();
        waiting.forEach(this::discard);
        // Before anything is staged: the record of a concurrent run may replace the one that lists these partitions.
        affected.add(due.stream().map(each -> each.partition().partition()).toList(), runId);
        List<Output> outputs = new ArrayList<>();
        outputs.add(staged.quarantine().published());
        due.forEach(each -> outputs.add(each.staged()));
        boolean countsRows = inputs.contract().payload().rows() != null;
        return StageOutcome.of(
                        outputs,
                        countsRows ? conservation.transformCountsWithRows() : conservation.transformCounts(),
                        facts(staged))
                .withWaiting(waiting.stream()
                        .map(each -> new WaitingPartition(
                                each.partition().partition(), each.partition().rows()))
                        .toList())
                .withFindings(findings(staged, figures));
    }

    /** Deletes the files of a partition that the night does not keep. */
    private void discard(StagedRun.Staged waiting) {
        store.delete(store.list(waiting.partition().location()).stream()
                .map(ObjectStore.StoredObject::uri)
                .toList());
    }

    /**
     * The event days to write. Includes published days that earlier runs have affected: a record that has moved to
     * another day must leave its old partition. A day without valid records is staged as an empty partition, so that its
     * rules are evaluated.
     */
    private NavigableSet<LocalDate> affectedBy(Outcomes outcomes) {
        NavigableSet<LocalDate> eventDays = outcomes.eventDays();
        eventDays.addAll(inputs.earlier());
        eventDays.add(inputs.date());
        return eventDays;
    }

    private RunFiles files(SparkSession spark) {
        return new RunFiles(spark, store, tables, inputs.contract(), runId);
    }

    private Findings findings(StagedRun staged, TaskFigures figures) {
        return found.of(
                Refused.of(staged.refusals()).explainedFor(inputs.contract().source()),
                new SeenColumns(figures.seen()).neverSeen(inputs.contract().payload()));
    }

    private static Map<String, String> facts(StagedRun staged) {
        Map<String, String> facts = new TreeMap<>();
        Refused.of(staged.refusals())
                .recordsByCode()
                .forEach((code, count) -> facts.put("reason-" + code, Long.toString(count)));
        return facts;
    }

    /** Requires that every raw record was either accepted or refused. */
    private void requireAllRead(TaskFigures figures) {
        long raw = inputs.arrived().rows();
        if (raw != figures.accepted() + figures.refused()) {
            String difference =
                    "raw " + raw + " is not accepted " + figures.accepted() + " + quarantined " + figures.refused();
            throw TransformFaults.recordsLost(arrivedIn(), difference).exception();
        }
    }

    private void requireQuarantined(StagedRun staged, TaskFigures figures) {
        long written = staged.quarantine().partition().rows();
        if (written != figures.refused()) {
            throw TransformFaults.recordsLost(
                            arrivedIn(), figures.refused() + " records were refused and " + written + " quarantined")
                    .exception();
        }
    }

    private void requireConservation(Conservation conservation) {
        conservation.atTransform().ifPresent(difference -> {
            throw TransformFaults.recordsLost(arrivedIn(), difference).exception();
        });
    }
}
