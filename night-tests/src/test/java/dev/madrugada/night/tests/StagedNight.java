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
        InMemoryObjectStore store = new InMemoryObjectStore();
        LakeLayout layout = new LakeLayout(lake());
        LakeTable raw = layout.raw("flights");
        PartitionCommits rawHours = new PartitionCommits(store, raw, PartitionCatalog.NONE, CLOCK);
        List<Output> arrived = new ArrayList<>();
        Map<String, String> inputs = new TreeMap<>();
        for (ArrivalHour hour : new ArrivalDay(DATE, ZoneOffset.UTC).hours()) {
            long rows = arrived.isEmpty() ? 10 : 0;
            Manifest published = rawHours.publish(partition(
                            store, raw, LakeLayout.arrivalHour(hour), 0, "rows:" + rows, rows)
                    .with(new Arrivals(true, "stream", List.of(rows, 0L, 0L, 0L), List.of(), List.of(), List.of())));
            arrived.add(LakePartition.of(raw, published));
            inputs.put(
                    StageIdentity.rawInput(published.partition()),
                    published.content().text());
        }
        save(store, StageName.INGEST, Map.of(), arrived, Map.of("read", 10L, "raw", 10L));
        LakeTable curated = layout.curated("flights");
        PartitionCommits commits = new PartitionCommits(store, curated, PartitionCatalog.NONE, CLOCK);
        List<Output> staged = new ArrayList<>();
        for (Partition day : DAYS) {
            StagedPartition next = partition(store, curated, day, generation - 1, content(generation), 5);
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
                Map.of("raw", 10L, "curated", 10L, "quarantined", 0L, "duplicates", 0L));
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

    private static StagedPartition partition(
            ObjectStore store, LakeTable table, Partition day, long base, String content, long rows) {
        URI location = table.runFolder(day, "run-" + content.replace(':', '-'));
        byte[] file = content.getBytes(StandardCharsets.UTF_8);
        store.write(location.resolve("a.parquet"), file);
        return new StagedPartition(
                day,
                base,
                "run",
                location,
                List.of(new Manifest.DataFile("a.parquet", rows, file.length, "sha256:0")),
                Map.of(),
                new Digest(content));
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
