package dev.madrugada.load;

import dev.madrugada.common.json.Json;
import dev.madrugada.common.lake.Digest;
import dev.madrugada.common.lake.LakeLayout;
import dev.madrugada.common.lake.Manifest;
import dev.madrugada.common.lake.Manifest.ColumnFigures;
import dev.madrugada.common.lake.ObjectStore;
import dev.madrugada.common.lake.Partition;
import dev.madrugada.common.quality.Verdict;
import dev.madrugada.common.quality.Verdicts;
import dev.madrugada.common.run.Findings;
import dev.madrugada.common.run.LakePartition;
import dev.madrugada.common.run.Output;
import dev.madrugada.common.run.RunFolder;
import dev.madrugada.common.run.RunRecord;
import dev.madrugada.common.run.StageName;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** A night of a small dataset, up to where the load begins: the folder, and what quality and the gate leave. */
final class Night {
    static final URI DATASET = URI.create("s3://lake/datasets/visits/");
    static final URI LAKE = URI.create("s3://lake/night/");
    static final LocalDate DATE = LocalDate.of(2001, 1, 2);
    static final Clock CLOCK = Clock.fixed(Instant.parse("2001-01-03T02:00:00Z"), ZoneOffset.UTC);
    static final LakeLayout LAYOUT = new LakeLayout(LAKE);

    private static final String CONTRACT = """
            version: 1
            dataset: visits
            source:
              kinesis: {stream: visits}
            payload:
              unknown-fields: quarantine
              invalid-values: quarantine
              columns:
                - {name: visit_id, type: bigint, required: true}
                - {name: visited_at, type: timestamp, required: true}
                - {name: city, type: varchar(8)}
            key: {columns: [visit_id], keep: latest}
            event-time: {column: visited_at, partition: visited_on, lateness-days: 1, future-tolerance: P1D}
            warehouse: {schema: public, table: visits}
            report:
              title: Visits
              sender: madrugada@example.com
              recipients: []
              label: city
              values: [visits]
            """;

    private final ObjectStore store;

    Night(ObjectStore store) {
        this.store = store;
        put("dataset.yaml", CONTRACT);
        put("quality.dqdl", "Rules = [ RowCount > 0 ]");
        put("report.sql", "SELECT city, count(*) AS visits FROM public.visits GROUP BY city");
    }

    static LoadArguments arguments(String... more) {
        return arguments("run-7", "madrugada/warehouse", more);
    }

    static LoadArguments arguments(String runId, String secret, String... more) {
        List<String> all = new ArrayList<>(options(runId, secret));
        all.addAll(List.of(more));
        return LoadArguments.parse(all.toArray(String[]::new));
    }

    static List<String> options(String runId, String secret) {
        return List.of(
                "--dataset",
                DATASET.toString(),
                "--date",
                DATE.toString(),
                "--lake",
                LAKE.toString(),
                "--run-id",
                runId,
                "--warehouse-secret",
                secret,
                "--copy-role",
                "arn:aws:iam::123456789012:role/copy");
    }

    /** A generation of a day with these files; its second column's values may be null. */
    static Manifest manifest(LocalDate day, long generation, long citiesMissing, Manifest.DataFile... files) {
        Partition partition = new Partition("visited_on", day);
        Map<String, ColumnFigures> columns = new LinkedHashMap<>();
        columns.put("visit_id", new ColumnFigures(0, null, null));
        columns.put("visited_at", new ColumnFigures(0, null, null));
        columns.put("city", new ColumnFigures(citiesMissing, null, null));
        return new Manifest(
                Manifest.VERSION,
                "visits",
                partition,
                generation,
                "run-1",
                CLOCK.instant(),
                LAYOUT.curated("visits").runFolder(partition, "run-" + generation),
                List.of(files),
                columns,
                new Digest("rows:" + day + ":" + generation),
                null);
    }

    /** A generation of a day with this file, whose columns have these numbers of nulls. */
    static Manifest manifest(LocalDate day, long generation, Map<String, Long> nulls, Manifest.DataFile file) {
        Manifest visits = manifest(day, generation, 0, file);
        Map<String, ColumnFigures> columns = new LinkedHashMap<>();
        nulls.forEach((column, number) -> columns.put(column, new ColumnFigures(number, null, null)));
        return new Manifest(
                visits.version(),
                visits.dataset(),
                visits.partition(),
                generation,
                visits.runId(),
                visits.publishedAt(),
                visits.location(),
                visits.files(),
                columns,
                visits.content(),
                null);
    }

    /** Replaces the payload's columns in the contract, and the table. */
    void contract(String columns, String table) {
        contract(columns, table, "parquet");
    }

    void contract(String columns, String table, String format) {
        int from = CONTRACT.indexOf("    - {name: visit_id");
        int to = CONTRACT.indexOf("key: {columns");
        put(
                "dataset.yaml",
                (CONTRACT.substring(0, from) + columns + CONTRACT.substring(to))
                                .replace("table: visits", "table: " + table)
                        + "format: " + format + "\ncatalog: {database: visits}\n");
    }

    /** Publishes a manifest as the gate does. */
    Manifest published(Manifest manifest) {
        store.write(
                LAKE.resolve(String.format(
                        Locale.ROOT,
                        "curated/visits/_published/%s/%010d.json",
                        manifest.partition(),
                        manifest.generation())),
                manifest.json(LAYOUT.curated("visits")));
        return manifest;
    }

    /** Leaves a verdict on the manifest's content. */
    Manifest evaluated(Manifest manifest, Verdict.Status outcome) {
        Verdict.RuleVerdict rule = new Verdict.RuleVerdict(
                "RowCount > 0", Verdict.Level.BLOCK, outcome, Map.of(), outcome == Verdict.Status.PASSED ? null : "0");
        new Verdicts(store, LAYOUT).publish(Verdict.on(manifest, "run-1", CLOCK.instant(), List.of(rule)));
        return manifest;
    }

    /** Leaves the gate's record, which lists these. */
    void gated(Manifest... manifests) {
        List<Output> outputs = Arrays.stream(manifests)
                .map(manifest -> LakePartition.of(LAYOUT.curated("visits"), manifest))
                .collect(Collectors.toCollection(ArrayList::new));
        RunRecord done = new RunRecord(
                RunRecord.VERSION,
                StageName.GATE,
                "visits",
                DATE,
                "run-1",
                Map.of(),
                Map.of(),
                outputs,
                Map.of(),
                Map.of(),
                List.of(),
                Findings.NONE,
                CLOCK.instant(),
                CLOCK.instant(),
                1.0);
        store.write(RunFolder.of(LAYOUT, "visits", DATE).recordOf(StageName.GATE), Json.write(done));
    }

    private void put(String name, String text) {
        store.write(DATASET.resolve(name), text.getBytes(StandardCharsets.UTF_8));
    }
}
