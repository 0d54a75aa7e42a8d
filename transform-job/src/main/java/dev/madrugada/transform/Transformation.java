package dev.madrugada.transform;

import dev.madrugada.common.contract.DatasetContract;
import dev.madrugada.common.lake.LakeLayout;
import dev.madrugada.common.lake.LakeTable;
import dev.madrugada.common.lake.ObjectStore;
import dev.madrugada.common.lake.Partition;
import dev.madrugada.common.lake.StagedPartition;
import dev.madrugada.common.run.AffectedPartitions;
import dev.madrugada.common.run.Conservation;
import dev.madrugada.common.run.Findings;
import dev.madrugada.common.run.LakePartition;
import dev.madrugada.common.run.StageOutcome;
import dev.madrugada.common.spark.PartitionContent;
import dev.madrugada.common.spark.PartitionPublisher;
import dev.madrugada.transform.enrich.ExpressionCheck;
import dev.madrugada.transform.enrich.LookupTable;
import dev.madrugada.transform.outcome.Arrivals;
import dev.madrugada.transform.outcome.Quarantined;
import dev.madrugada.transform.outcome.Ranked;
import dev.madrugada.transform.outcome.RecordCounts;
import dev.madrugada.transform.parse.RecordColumns;
import dev.madrugada.transform.parse.SeenColumns;
import dev.madrugada.transform.parse.ValueRulesCheck;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.apache.spark.storage.StorageLevel;

/**
 * The stage's work. Each touched partition becomes a function of all raw published for its window, so the order in
 * which days are run does not matter; everything is counted, written and checked before the first publication, so that
 * what dies earlier leaves all as it was. A day with more refused records than its contract allows publishes its
 * quarantine alone, so that people can look at it, and fails.
 */
record Transformation(
        TransformInputs inputs,
        TransformTables tables,
        ObjectStore store,
        AffectedPartitions affected,
        DayFindings found,
        String runId) {
    StageOutcome publish(SparkSession spark) {
        DatasetContract contract = inputs.contract();
        ValidatedRecords judging = new ValidatedRecords(contract, LookupTable.of(inputs.folder()));
        ValueRulesCheck.verify(contract);
        ExpressionCheck.verify(spark, contract);

        SeenColumns seen = SeenColumns.registered(spark);
        Dataset<Row> validated =
                judging.read(spark, inputs.date(), inputs.arrived(), seen).persist(StorageLevel.MEMORY_AND_DISK());
        try {
            Arrivals arrivals = Arrivals.counted(validated);
            Refused refused = arrivals.refused() == 0 ? Refused.NONE : Refused.counted(validated);
            Findings findings = found.of(refused, seen.neverSeen(contract.payload()));
            Map<String, String> facts = new TreeMap<>();
            refused.recordsByCode().forEach((code, count) -> facts.put("reason-" + code, Long.toString(count)));
            long raw = inputs.arrived().rows();
            if (contract.maxQuarantined().isExceededBy(arrivals.refused(), raw)) {
                arrivals.requireConservation(arrivedIn(), raw);
                return StageOutcome.of(
                                List.of(quarantined(spark, validated, arrivals.refused())
                                        .published()),
                                Map.of("raw", raw, "quarantined", arrivals.refused()),
                                facts)
                        .withFindings(findings)
                        .withFailure(TooManyRefused.fault(
                                arrivedIn(), findings, arrivals.refused(), raw, contract.maxQuarantined()));
            }
            return curated(spark, judging, validated, arrivals, facts, findings);
        } finally {
            validated.unpersist();
        }
    }

    private String arrivedIn() {
        return tables.raw().table() + " " + inputs.arrived().partition();
    }

    private StageOutcome curated(
            SparkSession spark,
            ValidatedRecords judging,
            Dataset<Row> validated,
            Arrivals arrivals,
            Map<String, String> facts,
            Findings findings) {
        // Includes the days that earlier runs published: a record that has moved to another day must leave its old
        // partition.
        NavigableSet<LocalDate> affected = new TreeSet<>(arrivals.eventDays());
        affected.addAll(inputs.earlier());
        // A day without valid records is published as an empty partition, so that its rules are evaluated.
        affected.add(inputs.date());
        Dataset<Row> inAffected = judging.validOf(spark, inputs.othersFor(affected), validated)
                .filter(functions.col(RecordColumns.EVENT_DAY).isInCollection(affected));
        Dataset<Row> ranked = Ranked.of(inAffected, inputs.contract()).persist(StorageLevel.MEMORY_AND_DISK());
        try {
            long raw = inputs.arrived().rows();
            RecordCounts recordCounts = RecordCounts.counted(arrivals, ranked, inputs.date(), affected);
            Conservation conservation = Conservation.ofTransform(
                    raw, recordCounts.curated(), recordCounts.quarantined(), recordCounts.duplicates());
            requireConservation(conservation);
            return StageOutcome.of(
                            published(spark, validated, ranked, recordCounts), conservation.transformCounts(), facts)
                    .withFindings(findings);
        } finally {
            ranked.unpersist();
        }
    }

    private void requireConservation(Conservation conservation) {
        conservation.atTransform().ifPresent(difference -> {
            throw TransformFaults.recordsLost(arrivedIn(), difference).exception();
        });
    }

    private List<LakePartition> published(
            SparkSession spark, Dataset<Row> validated, Dataset<Row> ranked, RecordCounts recordCounts) {
        DatasetContract contract = inputs.contract();
        List<Written> written = new ArrayList<>();
        written.add(quarantined(spark, validated, recordCounts.quarantined()));
        recordCounts
                .rowsByEventDay()
                .forEach((day, rows) -> written.add(written(
                        spark, tables.curated(), partition(day), Ranked.winnersOf(ranked, day, contract), rows)));
        // Before the first publication: a run that dies after it leaves no record of what it published.
        affected.add(
                recordCounts.rowsByEventDay().keySet().stream()
                        .map(this::partition)
                        .toList(),
                runId);
        return written.stream().map(Written::published).toList();
    }

    private Written quarantined(SparkSession spark, Dataset<Row> validated, long refused) {
        return written(
                spark, tables.quarantine(), LakeLayout.arrivalDay(inputs.date()), Quarantined.of(validated), refused);
    }

    private Partition partition(LocalDate eventDay) {
        return new Partition(inputs.contract().eventTime().partition(), eventDay);
    }

    /** A partition that lacks nothing but its publication. */
    private record Written(PartitionPublisher publisher, LakeTable table, StagedPartition staged) {
        LakePartition published() {
            return LakePartition.of(table, publisher.publish(staged));
        }
    }

    private Written written(
            SparkSession spark, TransformTables.Target target, Partition partition, Dataset<Row> rows, long expected) {
        PartitionPublisher publisher = new PartitionPublisher(spark, store, target.commits(), target.before(), runId);
        StagedPartition staged = publisher.staged(new PartitionContent(partition, rows, List.of()));
        if (staged.rows() != expected) {
            throw TransformFaults.writtenDiffers(target.table(), partition, expected, staged.rows())
                    .exception();
        }
        return new Written(publisher, target.table(), staged);
    }
}
