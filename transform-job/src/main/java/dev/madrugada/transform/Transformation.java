package dev.madrugada.transform;

import dev.madrugada.common.contract.DatasetContract;
import dev.madrugada.common.error.ErrorCode;
import dev.madrugada.common.error.Fault;
import dev.madrugada.common.lake.Draft;
import dev.madrugada.common.lake.LakeLayout;
import dev.madrugada.common.lake.LakeTable;
import dev.madrugada.common.lake.ObjectStore;
import dev.madrugada.common.lake.Partition;
import dev.madrugada.common.run.Findings;
import dev.madrugada.common.run.StageOutcome;
import dev.madrugada.common.run.TouchedPartitions;
import dev.madrugada.common.spark.PartitionContent;
import dev.madrugada.common.spark.PartitionPublisher;
import dev.madrugada.transform.enrich.ExpressionCheck;
import dev.madrugada.transform.enrich.LookupTable;
import dev.madrugada.transform.fate.Arrivals;
import dev.madrugada.transform.fate.Fates;
import dev.madrugada.transform.fate.Quarantined;
import dev.madrugada.transform.fate.Ranked;
import dev.madrugada.transform.parse.ParsedRecords;
import dev.madrugada.transform.parse.RecordColumns;
import dev.madrugada.transform.parse.SeenColumns;
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
        TouchedPartitions touched,
        DayFindings found,
        String runId) {
    StageOutcome publish(SparkSession spark) {
        DatasetContract contract = inputs.contract();
        JudgedRecords judging = new JudgedRecords(contract, LookupTable.of(inputs.folder()));
        ExpressionCheck.verify(spark, contract);

        SeenColumns seen = ParsedRecords.seenColumns(spark);
        Dataset<Row> judged =
                judging.read(spark, inputs.date(), inputs.arrived(), seen).persist(StorageLevel.MEMORY_AND_DISK());
        try {
            Arrivals arrivals = Arrivals.counted(judged);
            Refused refused = arrivals.refused() == 0 ? Refused.NONE : Refused.counted(judged);
            Findings findings = found.of(refused, seen.neverSeen(contract.payload()));
            Map<String, String> facts = new TreeMap<>();
            refused.recordsByCode().forEach((code, count) -> facts.put("reason-" + code, Long.toString(count)));
            long raw = inputs.arrived().rows();
            if (contract.maxQuarantined().isExceededBy(arrivals.refused(), raw)) {
                arrivals.requireConservation(arrivedIn(), raw);
                return new StageOutcome(
                        List.of(quarantined(spark, judged, arrivals.refused()).published()),
                        Map.of("raw", raw, "quarantined", arrivals.refused()),
                        facts,
                        findings,
                        TooManyRefused.fault(
                                arrivedIn(), findings, arrivals.refused(), raw, contract.maxQuarantined()));
            }
            return curated(spark, judging, judged, arrivals, facts, findings);
        } finally {
            judged.unpersist();
        }
    }

    private String arrivedIn() {
        return tables.raw().table() + " " + inputs.arrived().partition();
    }

    private StageOutcome curated(
            SparkSession spark,
            JudgedRecords judging,
            Dataset<Row> judged,
            Arrivals arrivals,
            Map<String, String> facts,
            Findings findings) {
        // What moved away from a partition since an earlier run of this day has to go from it.
        NavigableSet<LocalDate> touched = new TreeSet<>(arrivals.eventDays());
        touched.addAll(inputs.earlier());
        // A day that brought nothing valid is published too, empty, so that its rules are judged.
        touched.add(inputs.date());
        Dataset<Row> inTouched = judging.validOf(spark, inputs.othersFor(touched), judged)
                .filter(functions.col(RecordColumns.EVENT_DAY).isInCollection(touched));
        Dataset<Row> ranked = Ranked.of(inTouched, inputs.contract()).persist(StorageLevel.MEMORY_AND_DISK());
        try {
            long raw = inputs.arrived().rows();
            Fates fates = Fates.counted(arrivals, ranked, inputs.date(), touched);
            fates.requireConservation(arrivedIn(), raw);
            return new StageOutcome(published(spark, judged, ranked, fates), fates.counts(raw), facts, findings);
        } finally {
            ranked.unpersist();
        }
    }

    private List<StageOutcome.Output> published(
            SparkSession spark, Dataset<Row> judged, Dataset<Row> ranked, Fates fates) {
        DatasetContract contract = inputs.contract();
        List<Written> written = new ArrayList<>();
        written.add(quarantined(spark, judged, fates.quarantined()));
        fates.rowsByEventDay()
                .forEach((day, rows) -> written.add(written(
                        spark, tables.curated(), partition(day), Ranked.winnersOf(ranked, day, contract), rows)));
        // Before the first publication: a run that dies after it leaves no record of what it published.
        touched.add(
                fates.rowsByEventDay().keySet().stream().map(this::partition).toList(), runId);
        return written.stream().map(Written::published).toList();
    }

    private Written quarantined(SparkSession spark, Dataset<Row> judged, long refused) {
        return written(
                spark, tables.quarantine(), LakeLayout.arrivalDay(inputs.date()), Quarantined.of(judged), refused);
    }

    private Partition partition(LocalDate eventDay) {
        return new Partition(inputs.contract().eventTime().partition(), eventDay);
    }

    /** A partition that lacks nothing but its publication. */
    private record Written(PartitionPublisher publisher, LakeTable table, Draft draft) {
        StageOutcome.Output published() {
            return StageOutcome.Output.of(table, publisher.publish(draft));
        }
    }

    private Written written(
            SparkSession spark, TransformTables.Target target, Partition partition, Dataset<Row> rows, long expected) {
        PartitionPublisher publisher =
                new PartitionPublisher(spark, store, target.publications(), target.before(), runId);
        Draft draft = publisher.draft(new PartitionContent(partition, rows, List.of()));
        if (draft.rows() != expected) {
            throw new Fault(
                            ErrorCode.ConservationViolated,
                            target.table() + " " + partition,
                            expected + " rows were counted and " + draft.rows() + " were written",
                            "records were lost or doubled while they were written",
                            "run the night again with --force, and report it if it comes back")
                    .exception();
        }
        return new Written(publisher, target.table(), draft);
    }
}
