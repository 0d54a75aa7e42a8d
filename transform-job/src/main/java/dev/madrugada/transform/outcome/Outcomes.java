package dev.madrugada.transform.outcome;

import dev.madrugada.common.contract.DatasetContract;
import dev.madrugada.common.spark.PublishedRows;
import dev.madrugada.transform.record.RecordPlan;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.rdd.RDD;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.StructType;

/**
 * The outcomes of an arrival day's records. The day's own records are validated first; they tell which event days are
 * affected, and so which records of other arrival days are needed. Each record is parsed once.
 *
 * <p>All rows with one event day and key meet in one task, which finds them one after the other, the row to be kept
 * first. Which task, is decided by a hash of both, so that neither a large day nor a frequent key makes one task large.
 */
public final class Outcomes {
    private final SparkSession spark;
    private final DatasetContract contract;
    private final RecordPlan plan;
    private final int partitions;
    private final ShuffledDay arrived;
    private final TaskFigures figures;

    private Outcomes(
            SparkSession spark,
            DatasetContract contract,
            RecordPlan plan,
            int partitions,
            ShuffledDay arrived,
            TaskFigures figures) {
        this.spark = spark;
        this.contract = contract;
        this.plan = plan;
        this.partitions = partitions;
        this.arrived = arrived;
        this.figures = figures;
    }

    /**
     * Validates the records of an arrival day: one job.
     *
     * @param arrived the records of the arrival day
     * @param partitions the number of tasks that will write
     */
    public static Outcomes of(DatasetContract contract, RecordPlan plan, ArrivedRows arrived, int partitions) {
        SparkSession spark = arrived.raw().sparkSession();
        DayFigures figures = DayFigures.registered(spark);
        DayTask task = DayTask.ofArrived(plan, contract, arrived.day(), figures);
        ShuffledDay shuffled = ShuffledDay.of(
                spark,
                PublishedRows.internal(arrived.raw()).mapPartitions(task),
                OutcomeRow.schema(contract),
                partitions);
        shuffled.run();
        return new Outcomes(spark, contract, plan, partitions, shuffled, figures.value());
    }

    /** What was found in the arrival day's records. */
    public TaskFigures figures() {
        return figures;
    }

    /** The event days of the arrival day's valid records. */
    public NavigableSet<LocalDate> eventDays() {
        NavigableSet<LocalDate> days = new TreeSet<>();
        figures.eventDays().forEach(day -> days.add(LocalDate.ofEpochDay(day)));
        return days;
    }

    /**
     * The rows of {@link OutcomeRow}, ready to be written: in each partition, rows with one event day and key follow
     * each other, the one to be kept first.
     *
     * @param affected the event days whose rows are wanted
     * @param others the records of the other arrival days
     */
    public JavaRDD<InternalRow> with(NavigableSet<LocalDate> affected, List<ArrivedRows> others) {
        RDD<InternalRow> rows = arrived.rows();
        if (!others.isEmpty()) {
            StructType schema = OutcomeRow.schema(contract);
            ShuffledDay other = ShuffledDay.of(spark, validated(affected, others), schema, partitions);
            rows = rows.toJavaRDD()
                    .zipPartitions(other.rows().toJavaRDD(), Outcomes::both)
                    .rdd();
        }
        return spark.internalCreateDataFrame(rows, OutcomeRow.schema(contract), false)
                .sortWithinPartitions(order())
                .queryExecution()
                .toRdd()
                .toJavaRDD();
    }

    private JavaRDD<InternalRow> validated(NavigableSet<LocalDate> affected, List<ArrivedRows> others) {
        NavigableSet<Integer> eventDays = new TreeSet<>();
        affected.forEach(day -> eventDays.add((int) day.toEpochDay()));
        List<JavaRDD<InternalRow>> days = new ArrayList<>();
        others.forEach(other -> days.add(PublishedRows.internal(other.raw())
                .mapPartitions(DayTask.ofOther(plan, contract, other.day(), eventDays))));
        return days.stream().reduce(JavaRDD::union).orElseThrow();
    }

    private static Iterator<InternalRow> both(Iterator<InternalRow> first, Iterator<InternalRow> second) {
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                return first.hasNext() || second.hasNext();
            }

            @Override
            public InternalRow next() {
                return first.hasNext() ? first.next() : second.next();
            }
        };
    }

    /**
     * Spark sorts by the first eight bytes of the first column, and compares rows only where these are equal. A key of
     * one number is all in them, so the files are sorted by it; other keys may begin with equal bytes, so a hash is
     * before them.
     */
    private Column[] order() {
        Stream<Column> hash = Precedence.of(contract).isFixedWidthKey()
                ? Stream.empty()
                : Stream.of(functions.col(OutcomeRow.HASH).asc());
        return Stream.concat(
                        hash,
                        Stream.of(
                                functions.col(OutcomeRow.KEY).asc(),
                                functions.col(OutcomeRow.DAY).asc(),
                                functions.col(OutcomeRow.PRECEDENCE).desc()))
                .toArray(Column[]::new);
    }
}
