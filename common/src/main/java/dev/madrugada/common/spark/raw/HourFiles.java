package dev.madrugada.common.spark.raw;

import dev.madrugada.common.lake.Arrivals;
import dev.madrugada.common.lake.LakeLayout;
import dev.madrugada.common.lake.LakeTable;
import dev.madrugada.common.lake.ObjectStore;
import dev.madrugada.common.lake.StagedPartition;
import dev.madrugada.common.spark.ParquetFile;
import dev.madrugada.common.spark.RawSchema;
import dev.madrugada.common.spark.RowFigures;
import dev.madrugada.common.spark.sink.WrittenPartition;
import dev.madrugada.common.time.ArrivalHour;
import java.net.URI;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.execution.SQLExecution;
import org.apache.spark.util.SerializableConfiguration;

/**
 * Writes the records of consecutive hours in one job. The tasks that read also write, count and hash; nothing is
 * shuffled or read back.
 */
public final class HourFiles {
    private static final long SECONDS_OF_HOUR = 3600;

    private final SparkSession spark;
    private final LakeTable raw;
    private final RowFigures figures;

    public HourFiles(SparkSession spark, LakeTable raw) {
        this.spark = spark;
        this.raw = raw;
        this.figures = RowFigures.ofRaw(spark, RawSchema.schema());
    }

    /**
     * An hour that was written, ready to be published; see {@link WrittenPartition#staged}.
     */
    public StagedPartition staged(
            ObjectStore store, String runId, HourInRun hour, WrittenHour written, Arrivals arrivals) {
        return new WrittenPartition(
                        raw, LakeLayout.arrivalHour(hour.hour()), hour.base(), hour.runFolder(), written.files())
                .staged(store, runId, figures, List.of())
                .with(arrivals);
    }

    /**
     * An hour that a run writes.
     *
     * @param base the number of the hour's generation before; 0 if there was none
     * @param runFolder the name of the run's folder
     */
    public record HourInRun(ArrivalHour hour, long base, String runFolder) {}

    /**
     * What was written.
     *
     * @param hours every hour, in order, also those without records
     * @param outside the number of records that arrived in none of the hours
     */
    public record Written(NavigableMap<ArrivalHour, WrittenHour> hours, long outside) {
        public Written {
            hours = Collections.unmodifiableNavigableMap(new TreeMap<>(hours));
        }

        public long bytes() {
            return hours.values().stream().mapToLong(WrittenHour::bytes).sum();
        }
    }

    /**
     * Writes records.
     *
     * @param records rows of {@link RawSchema#schema}
     * @param runFolder the name of the run's folder in each partition, which no earlier attempt has used
     */
    public Written written(Dataset<Row> records, List<ArrivalHour> hours, String runFolder) {
        TreeMap<Long, URI> folders = new TreeMap<>();
        hours.forEach(hour -> folders.put(number(hour), raw.runFolder(LakeLayout.arrivalHour(hour), runFolder)));
        JavaSparkContext context = JavaSparkContext.fromSparkContext(spark.sparkContext());
        HourWriting writing = new HourWriting(
                figures,
                folders,
                context.broadcast(
                        new SerializableConfiguration(spark.sessionState().newHadoopConf())));
        List<TaskHours> tasks = SQLExecution.withSQLConfPropagated(
                spark,
                () -> records.queryExecution()
                        .toRdd()
                        .toJavaRDD()
                        .mapPartitions(writing)
                        .collect());
        NavigableMap<ArrivalHour, WrittenHour> written = new TreeMap<>();
        hours.forEach(hour -> written.put(hour, of(number(hour), tasks)));
        return new Written(written, tasks.stream().mapToLong(TaskHours::outside).sum());
    }

    private static WrittenHour of(long hour, List<TaskHours> tasks) {
        List<ParquetFile.Written> files = new ArrayList<>();
        HourCount count = new HourCount();
        for (TaskHours task : tasks) {
            files.addAll(
                    ((Map<Long, ArrayList<ParquetFile.Written>>) task.files()).getOrDefault(hour, new ArrayList<>()));
            HourCount own = task.counts().get(hour);
            if (own != null) {
                count = count.and(own);
            }
        }
        return new WrittenHour(files, count.quarters(), count.spans());
    }

    private static long number(ArrivalHour hour) {
        return Math.floorDiv(hour.start().getEpochSecond(), SECONDS_OF_HOUR);
    }
}
