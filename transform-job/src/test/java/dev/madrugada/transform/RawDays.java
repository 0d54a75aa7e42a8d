package dev.madrugada.transform;

import static org.assertj.core.api.Assertions.assertThat;

import dev.madrugada.aws.files.FileObjectStore;
import dev.madrugada.common.lake.LakeLayout;
import dev.madrugada.common.lake.Manifest;
import dev.madrugada.common.lake.PartitionCatalog;
import dev.madrugada.common.lake.PartitionCommits;
import dev.madrugada.common.lake.PublishedHours;
import dev.madrugada.common.spark.RawSchema;
import dev.madrugada.common.spark.raw.HourFiles;
import dev.madrugada.common.time.ArrivalDay;
import dev.madrugada.common.time.ArrivalHour;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.NavigableMap;
import java.util.UUID;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;

/** Writes raw as the stage before does. */
public final class RawDays {
    private RawDays() {}

    /** A raw record of an event of {@link Contracts#EVENTS}. */
    public static Row event(int sequence, String arrivedAt, long id, String happenedAt, String label) {
        return raw(
                String.valueOf(sequence),
                arrivedAt,
                "{\"id\":" + id + ",\"happened_at\":\"" + happenedAt + "\",\"label\":" + label + "}");
    }

    public static Row raw(String sequenceNumber, String arrivedAt, String payload) {
        return RowFactory.create(
                "events",
                "shardId-000000000000",
                sequenceNumber,
                0L,
                "key",
                Timestamp.from(Instant.parse(arrivedAt)),
                payload.getBytes(StandardCharsets.UTF_8),
                null,
                null,
                null);
    }

    public static Dataset<Row> rows(SparkSession spark, List<Row> rows) {
        return spark.createDataFrame(rows, RawSchema.schema());
    }

    static void publish(SparkSession spark, URI lake, String day, Row... rows) {
        publish(spark, lake, "events", LocalDate.parse(day), rows(spark, List.of(rows)));
    }

    /** Publishes the hours of a day in UTC; records that arrived on other days are not allowed. */
    static void publish(SparkSession spark, URI lake, String dataset, LocalDate day, Dataset<Row> records) {
        FileObjectStore store = new FileObjectStore();
        PartitionCommits raw = new PartitionCommits(
                store, new LakeLayout(lake).raw(dataset), PartitionCatalog.NONE, Clock.systemUTC());
        ArrivalDay utc = new ArrivalDay(day, ZoneOffset.UTC);
        NavigableMap<ArrivalHour, Manifest> before = PublishedHours.of(raw, utc).manifests();
        String folder = "run-test-" + UUID.randomUUID();
        HourFiles files = new HourFiles(spark, raw.table());
        HourFiles.Written written = files.written(records, utc.hours(), folder);
        assertThat(written.outside()).isZero();
        written.hours().forEach((hour, content) -> {
            long base = before.containsKey(hour) ? before.get(hour).generation() : 0;
            var unused = raw.publish(files.staged(
                    store,
                    "test",
                    new HourFiles.HourInRun(hour, base, folder),
                    content,
                    content.arrivals(true, "test")));
        });
    }
}
