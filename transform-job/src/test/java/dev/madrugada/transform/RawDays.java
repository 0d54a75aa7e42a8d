package dev.madrugada.transform;

import dev.madrugada.aws.files.FileObjectStore;
import dev.madrugada.common.lake.LakeLayout;
import dev.madrugada.common.lake.PartitionCatalog;
import dev.madrugada.common.lake.PartitionCommits;
import dev.madrugada.common.spark.PartitionContent;
import dev.madrugada.common.spark.PartitionPublisher;
import dev.madrugada.common.spark.RawSchema;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
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

    static void publish(SparkSession spark, URI lake, String dataset, LocalDate day, Dataset<Row> records) {
        FileObjectStore store = new FileObjectStore();
        PartitionCommits raw = new PartitionCommits(
                store, new LakeLayout(lake).raw(dataset), PartitionCatalog.NONE, Clock.systemUTC());
        new PartitionPublisher(spark, store, raw, raw.expected(), "test")
                .publish(new PartitionContent(LakeLayout.arrivalDay(day), records, List.of()));
    }
}
