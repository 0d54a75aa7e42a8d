package dev.madrugada.night.tests;

import dev.madrugada.common.arguments.StageArguments.Rerun;
import dev.madrugada.common.lake.Arrivals;
import dev.madrugada.common.lake.Digest;
import dev.madrugada.common.lake.InMemoryObjectStore;
import dev.madrugada.common.lake.LakeLayout;
import dev.madrugada.common.lake.LakeTable;
import dev.madrugada.common.lake.Manifest;
import dev.madrugada.common.lake.ObjectStore;
import dev.madrugada.common.lake.Partition;
import dev.madrugada.common.lake.PartitionCatalog;
import dev.madrugada.common.lake.PartitionCommits;
import dev.madrugada.common.lake.StagedPartition;
import dev.madrugada.common.quality.Verdict;
import dev.madrugada.common.quality.Verdicts;
import dev.madrugada.common.run.FixedStage;
import dev.madrugada.common.run.LakePartition;
import dev.madrugada.common.run.Output;
import dev.madrugada.common.run.RunRecords;
import dev.madrugada.common.run.StageIdentity;
import dev.madrugada.common.run.StageName;
import dev.madrugada.common.run.StageOutcome;
import dev.madrugada.common.run.StageRun;
import dev.madrugada.common.run.StagedContent;
import dev.madrugada.common.time.ArrivalDay;
import dev.madrugada.common.time.ArrivalHour;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * A night of the flights up to where the gate begins, over two days, in the local stack's S3. Its files contain no
 * Parquet: the gate opens none.
 *
 * @param bucket the bucket's folder on disk
 * @param format the contract's format
 * @param name of this lake and of the catalog's database
 */
record StagedNight(Path bucket, String format, String name) {
    static final LocalDate DATE = LocalDate.parse("2001-01-01");
    static final List<Partition> DAYS =
            List.of(new Partition("departed_on", DATE.minusDays(1)), new Partition("departed_on", DATE));

    /** The columns of the flights' contract in the files. */
    private static final List<String> COLUMNS = List.of(
            "flight_id",
            "departed_at",
            "delay_minutes",
            "distance_miles",
            "origin",
            "destination",
            "origin_name",
            "origin_city",
            "origin_state",
            "destination_name",
            "destination_city",
            "destination_state",
            "departure_hour",
            "is_late");

    private static final long ROWS_OF_A_FILE = 5;

    private static final Clock CLOCK = Clock.fixed(Instant.parse("2001-01-02T02:00:00Z"), ZoneOffset.UTC);

    String dataset() {
        return "s3://madrugada/datasets/" + folder() + "/flights/";
    }

    URI lake() {
        return URI.create("s3://madrugada/" + folder() + "/");
    }

    String database() {
        return folder().replace('-', '_');
    }

    private String folder() {
        return format + "-" + name;
    }

    /** An object of the lake on disk. */
    Path path(String key) {
        return bucket.resolve(folder()).resolve(key);
    }

    /** Copies the dataset's folder. */
    void putDataset() throws IOException {
        Path folder = Files.createDirectories(bucket.resolve("datasets/" + folder() + "/flights"));
        try (Stream<Path> files = Files.list(Project.flights())) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Files.write(folder.resolve(file.getFileName().toString()), Files.readAllBytes(file));
            }
        }
        Path contract = folder.resolve("dataset.yaml");
        Files.writeString(
                contract,
                Files.readString(contract).replace("database: madrugada", "database: " + database()) + "\nformat: "
                        + format + "\n");
    }

    /**
     * Stages new content of both days, with passed verdicts.
     *
     * @param generation that it becomes
     */
    void stage(int generation) throws IOException {
        stage(generation, 1);
    }

    /**
     * The same, with several files in the day before the night's own.
     *
     * @param files of that day, each with 5 rows
     */
    void stage(int generation, int files) throws IOException {
        long total = ROWS_OF_A_FILE * (files + 1);
        InMemoryObjectStore store = new InMemoryObjectStore();
        LakeLayout layout = new LakeLayout(lake());
        LakeTable raw = layout.raw("flights");
        PartitionCommits rawHours = new PartitionCommits(store, raw, PartitionCatalog.NONE, CLOCK);
        List<Output> arrived = new ArrayList<>();
        Map<String, String> inputs = new TreeMap<>();
        for (ArrivalHour hour : new ArrivalDay(DATE, ZoneOffset.UTC).hours()) {
            long rows = arrived.isEmpty() ? total : 0;
            Manifest published = rawHours.publish(partition(
                            store, raw, LakeLayout.arrivalHour(hour), 0, "rows:" + rows, List.of(rows))
                    .with(new Arrivals(true, "stream", List.of(rows, 0L, 0L, 0L), List.of(), List.of(), List.of())));
            arrived.add(LakePartition.of(raw, published));
            inputs.put(
                    StageIdentity.rawInput(published.partition()),
                    published.content().text());
        }
        save(store, StageName.INGEST, Map.of(), arrived, Map.of("read", total, "raw", total));
        LakeTable curated = layout.curated("flights");
        PartitionCommits commits = new PartitionCommits(store, curated, PartitionCatalog.NONE, CLOCK);
        List<Output> staged = new ArrayList<>();
        for (Partition day : DAYS) {
            List<Long> rows = Collections.nCopies(day.equals(DAYS.get(0)) ? files : 1, ROWS_OF_A_FILE);
            StagedPartition next = partition(store, curated, day, generation - 1, content(generation), rows);
            commits.stage(next);
            staged.add(StagedContent.of(curated, next));
            new Verdicts(store, layout)
                    .publish(Verdict.on(manifest(next, generation), "run", CLOCK.instant(), List.of()));
        }
        save(
                store,
                StageName.TRANSFORM,
                inputs,
                staged,
                Map.of("raw", total, "curated", total, "quarantined", 0L, "duplicates", 0L));
        for (ObjectStore.StoredObject object : store.list(lake())) {
            Path file = bucket.resolve(object.uri().getPath().substring(1));
            Files.createDirectories(file.getParent());
            Files.write(file, store.read(object.uri()).orElseThrow());
        }
    }

    /** What the staged content becomes. */
    private static Manifest manifest(StagedPartition staged, int generation) {
        return new Manifest(
                Manifest.VERSION,
                "flights",
                staged.partition(),
                generation,
                staged.runId(),
                CLOCK.instant(),
                staged.location(),
                staged.files(),
                staged.columns(),
                staged.content(),
                null);
    }

    /** The digest of the content that becomes a generation. */
    static String content(int generation) {
        return "rows:" + generation;
    }

    /** @param rows of each file */
    private static StagedPartition partition(
            ObjectStore store, LakeTable table, Partition day, long base, String content, List<Long> rows) {
        URI location = table.runFolder(day, "run-" + content.replace(':', '-'));
        byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
        List<Manifest.DataFile> files = new ArrayList<>();
        for (long each : rows) {
            // Names and digests are as long as those that Spark's files have.
            String name = "part-%05d-01234567-89ab-cdef-0123-456789abcdef.c000.zstd.parquet".formatted(files.size());
            store.write(location.resolve(name), bytes);
            files.add(new Manifest.DataFile(name, each, bytes.length, "sha256:" + "0".repeat(64)));
        }
        Map<String, Manifest.ColumnFigures> columns = new TreeMap<>();
        COLUMNS.forEach(column -> columns.put(column, new Manifest.ColumnFigures(0, null, null)));
        return new StagedPartition(day, base, "run", location, files, columns, new Digest(content));
    }

    private void save(
            ObjectStore store,
            StageName stage,
            Map<String, String> inputs,
            List<? extends Output> outputs,
            Map<String, Long> counts) {
        var unused = new StageRun(new RunRecords(store, new LakeLayout(lake())), "run", Rerun.FORCED, CLOCK)
                .run(new FixedStage(
                        new StageIdentity(stage, "flights", DATE, inputs), StageOutcome.of(outputs, counts, Map.of())));
    }
}
