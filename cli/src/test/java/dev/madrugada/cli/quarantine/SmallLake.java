package dev.madrugada.cli.quarantine;

import dev.madrugada.aws.files.FileObjectStore;
import dev.madrugada.common.arguments.FolderUri;
import dev.madrugada.common.contract.DatasetFolder;
import dev.madrugada.common.json.Json;
import dev.madrugada.common.lake.LakeLayout;
import dev.madrugada.common.lake.LakeTable;
import dev.madrugada.common.lake.PartitionCatalog;
import dev.madrugada.common.lake.PartitionCommits;
import dev.madrugada.common.run.Conservation;
import dev.madrugada.common.run.Findings;
import dev.madrugada.common.run.RunRecord;
import dev.madrugada.common.run.StageName;
import dev.madrugada.common.spark.PartitionContent;
import dev.madrugada.common.spark.PartitionPublisher;
import dev.madrugada.common.spark.RawSchema;
import dev.madrugada.transform.ValidatedRecords;
import dev.madrugada.transform.enrich.LookupTable;
import dev.madrugada.transform.outcome.Quarantined;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;

/** A lake with published quarantine, and with the records of ingest. */
public final class SmallLake {
    private final SparkSession spark;
    private final DatasetFolder dataset;
    private final LakeLayout layout;

    /** @param dataset the dataset's folder, whose contract validates the records */
    public SmallLake(SparkSession spark, Path dataset, Path lake) {
        this.spark = spark;
        this.dataset = DatasetFolder.read(new FileObjectStore(), FolderUri.of(dataset));
        this.layout = new LakeLayout(FolderUri.of(lake));
    }

    URI root() {
        return layout.root();
    }

    /** Publishes a day. Its payloads arrive from noon on, one per second, with sequence numbers from 1. */
    public void publish(LocalDate day, String... payloads) {
        List<Row> rows = new ArrayList<>();
        for (String payload : payloads) {
            rows.add(RowFactory.create(
                    "orders",
                    "shardId-000000000000",
                    String.valueOf(rows.size() + 1),
                    0L,
                    "key",
                    Timestamp.valueOf(day.atTime(12, 0, rows.size())),
                    payload.getBytes(StandardCharsets.UTF_8),
                    null,
                    null,
                    null));
        }
        Dataset<Row> raw = spark.createDataFrame(rows, RawSchema.schema());
        String name = dataset.contract().dataset();
        new FileObjectStore()
                .write(layout.runs(name, day).resolve("ingest.json"), Json.write(ingested(name, day, rows.size())));
        ValidatedRecords validated = new ValidatedRecords(dataset.contract(), LookupTable.of(dataset));
        publish(layout.quarantine(name), day, Quarantined.of(validated.of(raw, day)));
    }

    private static RunRecord ingested(String dataset, LocalDate day, long records) {
        Instant then = day.plusDays(1).atStartOfDay().toInstant(ZoneOffset.UTC);
        return new RunRecord(
                RunRecord.VERSION,
                StageName.INGEST,
                dataset,
                day,
                "test",
                Map.of(),
                Map.of(),
                List.of(),
                Conservation.ingestCounts(records, records),
                Map.of(),
                List.of(),
                Findings.NONE,
                then,
                then,
                1);
    }

    private void publish(LakeTable table, LocalDate day, Dataset<Row> rows) {
        FileObjectStore store = new FileObjectStore();
        PartitionCommits commits = new PartitionCommits(store, table, PartitionCatalog.NONE, Clock.systemUTC());
        new PartitionPublisher(spark, store, commits, commits.expected(), "test")
                .publish(new PartitionContent(LakeLayout.arrivalDay(day), rows, List.of()));
    }
}
