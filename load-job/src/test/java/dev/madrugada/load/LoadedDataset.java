package dev.madrugada.load;

import dev.madrugada.aws.AwsObjectStore;
import dev.madrugada.common.json.Json;
import dev.madrugada.common.lake.Digest;
import dev.madrugada.common.lake.LakeTable;
import dev.madrugada.common.lake.Manifest;
import dev.madrugada.common.lake.Partition;
import dev.madrugada.common.quality.Verdict;
import dev.madrugada.common.quality.Verdicts;
import dev.madrugada.common.run.Findings;
import dev.madrugada.common.run.LakePartition;
import dev.madrugada.common.run.RunFolder;
import dev.madrugada.common.run.RunRecord;
import dev.madrugada.common.run.StageName;
import dev.madrugada.common.run.StageRun;
import dev.madrugada.common.spark.JobContext;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/**
 * One of several datasets of a schema. Each of its days is a night of its own.
 *
 * @param name the name of the dataset and of its table
 */
record LoadedDataset(Stack stack, String name) {
    static LoadedDataset create(Stack stack, String name) {
        LoadedDataset dataset = new LoadedDataset(stack, name);
        dataset.put("dataset.yaml", contract(name));
        dataset.put("quality.dqdl", "Rules = [ RowCount > 0 ]");
        dataset.put("report.sql", "SELECT city, count(*) AS visits FROM public." + name + " GROUP BY city");
        return dataset;
    }

    /** Leaves a published generation of a day, with a verdict, in the record of that night's gate. */
    void ready(LocalDate day, long generation, long rows, byte[] file) {
        Partition partition = new Partition("visited_on", day);
        LakeTable table = Night.LAYOUT.curated(name);
        Map<String, Manifest.ColumnFigures> columns = new LinkedHashMap<>();
        Stream.of("visit_id", "visited_at", "city")
                .forEach(column -> columns.put(column, new Manifest.ColumnFigures(0, null, null)));
        Manifest manifest = new Manifest(
                Manifest.VERSION,
                name,
                partition,
                generation,
                "run-" + generation,
                Night.CLOCK.instant(),
                table.runFolder(partition, "run-" + generation),
                List.of(new Manifest.DataFile("a.parquet", rows, file.length, "-")),
                columns,
                new Digest("rows:" + day + ":" + generation),
                null);
        AwsObjectStore store = stack.store();
        store.write(manifest.uris().get(0), file);
        store.write(
                table.root().resolve(String.format(Locale.ROOT, "_published/%s/%010d.json", partition, generation)),
                manifest.json(table));
        Verdict.RuleVerdict rule =
                new Verdict.RuleVerdict("RowCount > 0", Verdict.Level.BLOCK, Verdict.Status.PASSED, Map.of(), null);
        new Verdicts(store, Night.LAYOUT).publish(Verdict.on(manifest, "run-1", Night.CLOCK.instant(), List.of(rule)));
        store.write(
                RunFolder.of(Night.LAYOUT, name, day).recordOf(StageName.GATE),
                Json.write(gateRecord(day, LakePartition.of(table, manifest))));
    }

    /** Loads the day into a warehouse; forced, so it does not ask the ledger before COPY. */
    StageRun.Result load(LocalDate day, String runId, Warehouse warehouse) {
        LoadArguments arguments = LoadArguments.parse(new String[] {
            "--dataset",
            folder().toString(),
            "--date",
            day.toString(),
            "--lake",
            Night.LAKE.toString(),
            "--run-id",
            runId,
            "--force",
            "true",
            "--warehouse-secret",
            stack.endpoints().warehouseSecret(),
            "--copy-role",
            "arn:aws:iam::123456789012:role/copy"
        });
        JobContext context = new JobContext(
                () -> {
                    throw new AssertionError("the load needs no session");
                },
                Night.CLOCK,
                stack.endpoints().environment());
        try (LoadStage stage = LoadStage.of(arguments, context, stack.store(), warehouse)) {
            return context.stageRun(arguments.stage(), stack.store()).run(stage);
        }
    }

    private static String contract(String name) {
        return """
            version: 1
            dataset: <name>
            source:
              kinesis: {stream: <name>}
            payload:
              unknown-fields: quarantine
              invalid-values: quarantine
              columns:
                - {name: visit_id, type: bigint, required: true}
                - {name: visited_at, type: timestamp, required: true}
                - {name: city, type: varchar(8), required: true}
            key: {columns: [visit_id], keep: latest}
            event-time: {column: visited_at, partition: visited_on, lateness-days: 1, future-tolerance: P1D}
            warehouse: {schema: public, table: <name>}
            report:
              title: Visits
              sender: madrugada@example.com
              recipients: []
              label: city
              values: [visits]
            """.replace("<name>", name);
    }

    private RunRecord gateRecord(LocalDate day, LakePartition published) {
        return new RunRecord(
                RunRecord.VERSION,
                StageName.GATE,
                name,
                day,
                "run-1",
                Map.of(),
                Map.of(),
                List.of(published),
                Map.of(),
                Map.of(),
                List.of(),
                Findings.NONE,
                Night.CLOCK.instant(),
                Night.CLOCK.instant(),
                1.0);
    }

    private URI folder() {
        return Night.DATASET.resolve("../" + name + "/");
    }

    private void put(String file, String text) {
        stack.store().write(folder().resolve(file), text.getBytes(StandardCharsets.UTF_8));
    }
}
