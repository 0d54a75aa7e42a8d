package dev.madrugada.transform;

import dev.madrugada.common.contract.Column;
import dev.madrugada.common.contract.DatasetContract;
import dev.madrugada.common.contract.LakeFormat;
import dev.madrugada.common.iceberg.FieldIdFiles;
import dev.madrugada.common.lake.LakeLayout;
import dev.madrugada.common.lake.LakeTable;
import dev.madrugada.common.lake.ObjectStore;
import dev.madrugada.common.lake.Partition;
import dev.madrugada.common.lake.StagedPartition;
import dev.madrugada.common.spark.ParquetFile;
import dev.madrugada.common.spark.RowFigures;
import dev.madrugada.common.spark.SparkTypes;
import dev.madrugada.common.spark.sink.WrittenPartition;
import dev.madrugada.transform.outcome.Quarantined;
import dev.madrugada.transform.outcome.RefusalKinds;
import dev.madrugada.transform.sink.FileWriting;
import dev.madrugada.transform.sink.WrittenFiles;
import java.net.URI;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.TreeMap;
import java.util.UUID;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.execution.SQLExecution;
import org.apache.spark.util.SerializableConfiguration;

/**
 * Writes all partitions of a run in one job, into folders of this run. Nothing is read back: the tasks that write also
 * count, hash and compute the figures. What a listing shows is compared with what they report.
 */
final class RunFiles {
    private final SparkSession spark;
    private final ObjectStore store;
    private final TransformTables tables;
    private final DatasetContract contract;
    private final String runId;
    // Unique for every attempt, so that a retry never finds files of the attempt before it.
    private final String folder;

    RunFiles(SparkSession spark, ObjectStore store, TransformTables tables, DatasetContract contract, String runId) {
        this.spark = spark;
        this.store = store;
        this.tables = tables;
        this.contract = contract;
        this.runId = runId;
        this.folder = "run-" + runId + "-" + UUID.randomUUID().toString().substring(0, 8);
    }

    /**
     * Writes the rows of the event days, and the refused records of the arrival day.
     *
     * @param rows see {@link dev.madrugada.transform.outcome.Outcomes#with}
     * @throws dev.madrugada.common.error.TerminalException ConservationViolated if the store lacks a file that was
     *     written, or has it with another size
     */
    StagedRun written(JavaRDD<InternalRow> rows, NavigableSet<LocalDate> eventDays, LocalDate arrivalDay) {
        RowFigures curatedFigures = curatedFigures();
        RowFigures quarantineFigures = RowFigures.ofRaw(spark, Quarantined.schema());
        Partition quarantine = LakeLayout.arrivalDay(arrivalDay);
        Map<Integer, URI> folders = new HashMap<>();
        eventDays.forEach(day -> folders.put((int) day.toEpochDay(), location(tables.curated(), partition(day))));
        JavaSparkContext context = JavaSparkContext.fromSparkContext(spark.sparkContext());
        FileWriting writing = new FileWriting(
                curatedFigures,
                quarantineFigures,
                folders,
                location(tables.quarantine(), quarantine),
                context.broadcast(
                        new SerializableConfiguration(spark.sessionState().newHadoopConf())));
        List<WrittenFiles> written = SQLExecution.withSQLConfPropagated(
                spark, () -> rows.mapPartitions(writing).collect());

        NavigableMap<LocalDate, StagedRun.Staged> curated = new TreeMap<>();
        for (LocalDate day : eventDays) {
            List<ParquetFile.Written> files = written.stream()
                    .flatMap(task -> task.curatedOn((int) day.toEpochDay()).stream())
                    .toList();
            curated.put(day, staged(tables.curated(), partition(day), curatedFigures, files));
        }
        List<ParquetFile.Written> refused =
                written.stream().flatMap(task -> task.quarantine().stream()).toList();
        RefusalKinds refusals = new RefusalKinds();
        written.forEach(task -> refusals.addAll(task.refusals()));
        return new StagedRun(
                staged(tables.quarantine(), quarantine, quarantineFigures, refused),
                curated,
                written.stream().mapToLong(WrittenFiles::kept).sum(),
                written.stream().mapToLong(WrittenFiles::duplicates).sum(),
                refusals);
    }

    private RowFigures curatedFigures() {
        RowFigures figures = RowFigures.of(spark, SparkTypes.schema(contract.curatedColumns()));
        return contract.format() == LakeFormat.ICEBERG
                ? figures.withFieldIds(
                        new FieldIdFiles(store, tables.curated().table()).assigned(contract.tableColumns()))
                : figures;
    }

    private Partition partition(LocalDate eventDay) {
        return new Partition(contract.eventTime().partition(), eventDay);
    }

    private URI location(TransformTables.Target target, Partition partition) {
        return target.table().runFolder(partition, folder);
    }

    private StagedRun.Staged staged(
            TransformTables.Target target, Partition partition, RowFigures figures, List<ParquetFile.Written> written) {
        StagedPartition staged = new WrittenPartition(
                        target.table(), partition, target.before().of(partition), folder, written)
                .staged(store, runId, figures, columns(target));
        return new StagedRun.Staged(target, staged);
    }

    /** The contract's columns of a table; the quarantine has none. */
    private List<Column> columns(TransformTables.Target target) {
        return target.table().area() == LakeTable.Area.CURATED ? contract.curatedColumns() : List.of();
    }
}
