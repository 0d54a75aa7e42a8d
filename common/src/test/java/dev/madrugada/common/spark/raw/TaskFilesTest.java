package dev.madrugada.common.spark.raw;

import static org.assertj.core.api.Assertions.assertThat;

import dev.madrugada.common.lake.ShardSpan;
import dev.madrugada.common.spark.LocalSpark;
import dev.madrugada.common.spark.ParquetFile;
import dev.madrugada.common.spark.RawSchema;
import dev.madrugada.common.spark.RowFigures;
import java.io.IOException;
import java.io.Serializable;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Random;
import java.util.TreeMap;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.catalyst.expressions.UnsafeProjection;
import org.apache.spark.unsafe.types.UTF8String;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Both ways of writing give the same records, counts and order. */
@ExtendWith(LocalSpark.class)
class TaskFilesTest {
    private static final long HOUR = 270_000;
    private static final long MICROS_OF_HOUR = 3_600_000_000L;
    private static final List<String> SHARDS = List.of("shardId-000000000000", "shardId-000000000001");

    @TempDir
    Path folder;

    /** A record of the test: its sequence number orders it in its shard, and has up to three digits. */
    private record Given(long hour, int quarter, String shard, int sequence) implements Serializable {
        GenericInternalRow row() {
            return new GenericInternalRow(new Object[] {
                UTF8String.fromString("stream"),
                UTF8String.fromString(shard),
                UTF8String.fromString(Integer.toString(sequence)),
                null,
                UTF8String.fromString("key"),
                hour * MICROS_OF_HOUR + quarter * (MICROS_OF_HOUR / 4) + 1,
                new byte[sequence % 7],
                null,
                null,
                null
            });
        }

        String text() {
            return hour + " " + shard + " " + sequence;
        }
    }

    @Test
    void recordsThatAreKeptAndRecordsThatAreWrittenAtOnceGiveTheSame(SparkSession spark) {
        long seed = Long.getLong("madrugada.seed", System.nanoTime());
        System.out.println("-Dmadrugada.seed=" + seed + " repeats these records");
        Random random = new Random(seed);
        List<Given> given = new ArrayList<>();
        int[] next = new int[SHARDS.size()];
        for (int i = 0; i < 300; i++) {
            int shard = random.nextInt(SHARDS.size());
            given.add(new Given(HOUR + random.nextInt(2), random.nextInt(4), SHARDS.get(shard), ++next[shard]));
        }

        TaskHours kept = written(spark, "kept", given, Long.MAX_VALUE);
        TaskHours atOnce = written(spark, "at-once", given, 20_000);

        assertThat(kept.files().values()).allSatisfy(files -> assertThat(files).hasSize(1));
        assertThat(atOnce.files().values())
                .allSatisfy(files -> assertThat(files).hasSize(SHARDS.size()));
        for (TaskHours task : List.of(kept, atOnce)) {
            assertThat(task.outside()).isEqualTo(1);
            task.counts().forEach((hour, count) -> {
                assertThat(count.quarters()).isEqualTo(quarters(given, hour));
                assertThat(count.spans()).isEqualTo(spans(given, hour));
            });
        }
        List<String> all = given.stream()
                .sorted(Comparator.comparing(Given::hour)
                        .thenComparing(Given::shard)
                        .thenComparing(Given::sequence))
                .map(Given::text)
                .toList();
        assertThat(read(spark, "kept", kept)).isEqualTo(all);
        assertThat(read(spark, "at-once", atOnce)).containsExactlyInAnyOrderElementsOf(all);
    }

    /** Files are shards that come one after the other; an open file for each would take the heap. */
    @Test
    void shardsInOrderShareAFile(SparkSession spark) {
        List<Given> given = new ArrayList<>();
        for (int shard = 1000; shard < 1200; shard++) {
            given.add(new Given(HOUR, 0, "file-" + shard, 1));
            given.add(new Given(HOUR, 0, "file-" + shard, 2));
        }

        TaskHours atOnce = written(spark, "at-once", given, 20_000);

        assertThat(atOnce.files().get(HOUR)).hasSize(1);
        assertThat(read(spark, "at-once", atOnce))
                .isEqualTo(given.stream().map(Given::text).toList());
    }

    private TaskHours written(SparkSession spark, String name, List<Given> given, long maxKeptBytes) {
        TreeMap<Long, URI> folders = new TreeMap<>();
        for (long hour = HOUR; hour < HOUR + 2; hour++) {
            folders.put(hour, URI.create(folder(name, hour).toUri() + "/"));
        }
        RowFigures figures = RowFigures.ofRaw(spark, RawSchema.schema());
        return JavaSparkContext.fromSparkContext(spark.sparkContext())
                .parallelize(given, 1)
                .mapPartitions(rows -> List.of(writtenInTask(figures, folders, rows, maxKeptBytes))
                        .iterator())
                .collect()
                .get(0);
    }

    private static TaskHours writtenInTask(
            RowFigures figures, NavigableMap<Long, URI> folders, Iterator<Given> given, long maxKeptBytes)
            throws IOException {
        TaskFiles files = new TaskFiles(figures, folders, new Configuration(), maxKeptBytes);
        // As Spark does: each row takes the memory of the row before.
        UnsafeProjection binary = UnsafeProjection.create(RawSchema.schema());
        while (given.hasNext()) {
            files.add(RawRow.of(binary.apply(given.next().row())));
        }
        files.add(RawRow.of(binary.apply(new Given(HOUR + 2, 0, SHARDS.get(0), 1).row())));
        return files.closed();
    }

    private Path folder(String name, long hour) {
        return folder.resolve(name).resolve(Long.toString(hour)).resolve("run");
    }

    /** The records in the order of the hours, of the files by their first record, and of the rows in each file. */
    private List<String> read(SparkSession spark, String name, TaskHours task) {
        List<String> read = new ArrayList<>();
        for (Map.Entry<Long, ArrayList<ParquetFile.Written>> hour : task.files().entrySet()) {
            hour.getValue().stream()
                    .map(file -> rows(
                            spark, hour.getKey(), folder(name, hour.getKey()).resolve(file.name())))
                    .sorted(Comparator.comparing(rows -> rows.get(0)))
                    .forEach(read::addAll);
        }
        return read;
    }

    private static List<String> rows(SparkSession spark, long hour, Path file) {
        List<Row> read = spark.read().parquet(file.toString()).collectAsList();
        assertThat(read)
                .isSortedAccordingTo(Comparator.comparing((Row row) -> row.<String>getAs(RawSchema.SHARD_ID))
                        .thenComparing(row -> Integer.valueOf(row.getAs(RawSchema.SEQUENCE_NUMBER))));
        List<String> rows = new ArrayList<>();
        for (Row row : read) {
            rows.add(hour + " " + row.getAs(RawSchema.SHARD_ID) + " " + row.getAs(RawSchema.SEQUENCE_NUMBER));
        }
        return rows;
    }

    private static List<Long> quarters(List<Given> given, long hour) {
        List<Long> quarters = new ArrayList<>();
        for (int quarter = 0; quarter < 4; quarter++) {
            int wanted = quarter;
            quarters.add(given.stream()
                    .filter(each -> each.hour() == hour && each.quarter() == wanted)
                    .count());
        }
        return quarters;
    }

    private static Map<String, ShardSpan> spans(List<Given> given, long hour) {
        Map<String, ShardSpan> spans = new TreeMap<>();
        for (String shard : SHARDS) {
            List<Given> own = given.stream()
                    .filter(each -> each.hour() == hour && each.shard().equals(shard))
                    .toList();
            if (!own.isEmpty()) {
                spans.put(
                        shard,
                        new ShardSpan(
                                shard,
                                Integer.toString(own.get(0).sequence()),
                                Integer.toString(own.get(own.size() - 1).sequence()),
                                null,
                                null,
                                own.size(),
                                own.stream()
                                        .mapToLong(each -> each.sequence() % 7)
                                        .sum()));
            }
        }
        return spans;
    }
}
