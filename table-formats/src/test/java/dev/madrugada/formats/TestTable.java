package dev.madrugada.formats;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.madrugada.common.contract.Column;
import dev.madrugada.common.contract.ColumnType;
import dev.madrugada.common.iceberg.MetadataPointer;
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
import dev.madrugada.common.lake.TableCatalog;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/** A table of one format in memory. Its files have no content that a reader could read; only their names count. */
final class TestTable {
    static final Partition MONDAY = new Partition("day", LocalDate.of(2026, 1, 5));
    static final Partition TUESDAY = new Partition("day", LocalDate.of(2026, 1, 6));

    static final List<Column> COLUMNS = List.of(
            new Column("id", ColumnType.parse("bigint")),
            new Column("name", ColumnType.parse("varchar(20)")),
            new Column("tags", ColumnType.parse("array<varchar(8)>")),
            new Column("place", ColumnType.parse("struct<city:varchar(20),at:map<varchar(4),double>>")));

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final URI LAKE = URI.create("s3://lake/");

    /** What a table is made of. */
    record Parts(FormatTable table, ObjectStore store, MetadataPointer pointer, PublishedPartitions published) {}

    enum Format {
        DELTA {
            @Override
            TableFormat of(Parts parts, Clock clock) {
                return new DeltaTable(
                        parts.table(),
                        DeltaLog.of(parts.store(), parts.table()),
                        parts.published(),
                        TableCatalog.NONE,
                        clock);
            }

            @Override
            List<JsonNode> commits(TestTable table) {
                List<JsonNode> commits = new ArrayList<>();
                for (ObjectStore.StoredObject entry :
                        table.store.list(table.table.root().resolve("_delta_log/"))) {
                    String text = new String(table.store.read(entry.uri()).orElseThrow(), StandardCharsets.UTF_8);
                    for (String line : text.lines().toList()) {
                        JsonNode info = tree(line).get("commitInfo");
                        if (info != null) {
                            commits.add(tree(info.get("userMetadata").asText()));
                        }
                    }
                }
                return commits;
            }

            @Override
            String content(JsonNode commit, Partition partition) {
                return commit.path("content").path(partition.toString()).asText();
            }

            @Override
            String runId(JsonNode commit) {
                return commit.path("run-id").asText();
            }
        },
        ICEBERG {
            @Override
            TableFormat of(Parts parts, Clock clock) {
                return new IcebergTable(parts.table(), parts.store(), parts.pointer(), parts.published(), clock);
            }

            @Override
            List<JsonNode> commits(TestTable table) {
                List<JsonNode> commits = new ArrayList<>();
                table.pointer
                        .current()
                        .ifPresent(metadata -> tree(new String(
                                        table.store.read(metadata).orElseThrow(), StandardCharsets.UTF_8))
                                .path("snapshots")
                                .forEach(snapshot -> commits.add(snapshot.path("summary"))));
                return commits;
            }

            @Override
            String content(JsonNode commit, Partition partition) {
                return commit.path("madrugada.content." + partition).asText();
            }

            @Override
            String runId(JsonNode commit) {
                return commit.path("madrugada.run-id").asText();
            }
        };

        abstract TableFormat of(Parts parts, Clock clock);

        /** What the table's history says of each commit, in order; not read by the code under test. */
        abstract List<JsonNode> commits(TestTable table);

        abstract String content(JsonNode commit, Partition partition);

        abstract String runId(JsonNode commit);
    }

    private final Format format;
    private final LakeTable table;
    private final ObjectStore store;
    private final TestPointer pointer;
    private final HookedStore.Hook hook;
    private final Clock clock;

    private TestTable(
            Format format,
            LakeTable table,
            ObjectStore store,
            TestPointer pointer,
            HookedStore.Hook hook,
            Clock clock) {
        this.format = format;
        this.table = table;
        this.store = store;
        this.pointer = pointer;
        this.hook = hook;
        this.clock = clock;
    }

    TestTable(Format format) {
        this(format, new InMemoryPointer());
    }

    TestTable(Format format, TestPointer pointer) {
        this(
                format,
                new LakeLayout(LAKE).curated("orders"),
                new InMemoryObjectStore(),
                pointer,
                HookedStore.Hook.NONE,
                Clock.systemUTC());
    }

    /** The same table, as a run sees it around whose operations a test acts. */
    TestTable hooked(HookedStore.Hook around) {
        return new TestTable(format, table, store, pointer, around, clock);
    }

    /** The same table so much later. */
    TestTable after(Duration time) {
        return new TestTable(format, table, store, pointer, hook, Clock.offset(clock, time));
    }

    /** A copy of the lake, with the same catalog. */
    TestTable copiedTo(URI lake) {
        ObjectStore copy = new InMemoryObjectStore();
        store.list(LAKE)
                .forEach(object -> copy.write(
                        lake.resolve(LAKE.relativize(object.uri())),
                        store.read(object.uri()).orElseThrow()));
        return new TestTable(format, new LakeLayout(lake).curated("orders"), copy, pointer, hook, clock);
    }

    ObjectStore store() {
        return new HookedStore(store, hook);
    }

    PartitionCommits commits() {
        return new PartitionCommits(store(), table, PartitionCatalog.NONE, clock);
    }

    FormatTable formatTable() {
        return new FormatTable(table, COLUMNS, "day");
    }

    TableFormat format() {
        return format(COLUMNS);
    }

    TableFormat format(List<Column> columns) {
        return format.of(
                new Parts(
                        new FormatTable(table, columns, "day"),
                        store(),
                        pointer.hooked(hook),
                        new PublishedPartitions(commits())),
                clock);
    }

    /** Writes files of a run; their content is named. */
    StagedPartition staged(Partition partition, String runId, String content, long base, int files) {
        URI location = table.runFolder(partition, "run-" + runId + "-1");
        List<Manifest.DataFile> written = IntStream.range(0, files)
                .mapToObj(i -> new Manifest.DataFile("part-" + i + ".parquet", 3, 4, "sha256:0"))
                .toList();
        written.forEach(file -> store.write(location.resolve(file.path()), new byte[4]));
        return new StagedPartition(
                partition,
                base,
                runId,
                location,
                written,
                Map.of("id", new Manifest.ColumnFigures(0, "1", "9")),
                Digest.parse(content));
    }

    /** Publishes the content on the current generation. */
    void publish(Partition partition, String runId, String content, int files) {
        long base = commits().expected().of(partition);
        var unused = commits().publish(staged(partition, runId, content, base, files));
    }

    /** The files of all current manifests. */
    Set<URI> published() {
        Set<URI> files = new HashSet<>();
        new PublishedPartitions(commits()).all().forEach(manifest -> files.addAll(manifest.uris()));
        return files;
    }

    /** The runs of the table's commits, in order. */
    List<String> runs() {
        return format.commits(this).stream().map(format::runId).toList();
    }

    /** The contents that a partition had after its commits, in order. */
    List<String> contents(Partition partition) {
        return format.commits(this).stream()
                .map(commit -> format.content(commit, partition))
                .filter(content -> !content.isEmpty())
                .toList();
    }

    private static JsonNode tree(String json) {
        try {
            return JSON.readTree(json);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
