package dev.madrugada.cli.lake;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.madrugada.aws.files.FileObjectStore;
import dev.madrugada.cli.Invocation;
import dev.madrugada.common.arguments.FolderUri;
import dev.madrugada.common.lake.Digest;
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
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands inventory and collect-garbage, on a lake of files. */
class LakeCommandsTest {
    private static final Partition FIRST = Partition.parse("ordered_on=2026-01-30");
    private static final Partition SECOND = Partition.parse("ordered_on=2026-01-31");

    private final Instant lastMonth = Instant.now().minus(Duration.ofDays(30));

    @TempDir
    private Path temp;

    private final FileObjectStore store = new FileObjectStore();
    private Path lake = Path.of("");
    private LakeLayout layout = new LakeLayout(URI.create("file:///"));

    @BeforeEach
    void publishTwoDays() throws IOException {
        lake = temp.resolve("the lake");
        layout = new LakeLayout(FolderUri.of(lake));
        for (int run = 1; run <= 4; run++) {
            evaluated(publish(FIRST, run), Verdict.Status.PASSED);
        }
        evaluated(publish(SECOND, 1), Verdict.Status.FAILED);
        publish(SECOND, 2);
        write(curated().runFolder(SECOND, "run-dead").resolve("part-0.parquet"), 1_234);
        age();
    }

    @Test
    void inventorySumsUpEachTable() {
        Invocation asked = Invocation.of("inventory", "--lake", lake.toString());

        assertThat(asked.err()).isEmpty();
        assertThat(asked.status()).isZero();
        assertThat(asked.out().lines())
                .containsExactly(
                        "Lake " + layout.root(),
                        "",
                        "curated/orders: 2 partitions ordered_on=2026-01-30 to ordered_on=2026-01-31",
                        "  current      20 rows in 2 files, 200 B",
                        "  generations  6 kept; files of older ones only: 400 B",
                        "  staged       0",
                        "  leftovers    1 file, 1.2 KB",
                        "  to collect   3 files, 1.4 KB",
                        "  verdicts     1 passed, 1 none");
    }

    @Test
    void inventoryPrintsPartitionsAsLinesOrAsJson() throws IOException {
        assertThat(Invocation.of("inventory", "--lake", lake.toString(), "--dataset", "orders", "--partitions")
                        .out()
                        .lines())
                .containsExactly(
                        "curated/orders ordered_on=2026-01-30  generation 4 of 4 kept, 10 rows, 1 file, 100 B, verdict"
                                + " passed",
                        "curated/orders ordered_on=2026-01-31  generation 2 of 2 kept, 10 rows, 1 file, 100 B,"
                                + " leftovers 1.2 KB, verdict none");

        JsonNode json = new ObjectMapper()
                .readTree(Invocation.of("inventory", "--lake", lake.toString(), "--json")
                        .out());
        JsonNode first = json.at("/tables/0/partitions/0");
        assertThat(json.at("/tables/0/table").asText()).isEqualTo("curated/orders");
        assertThat(first.get("partition").asText()).isEqualTo("ordered_on=2026-01-30");
        assertThat(first.get("garbage-files").asInt()).isEqualTo(2);
        assertThat(first.get("verdict").asText()).isEqualTo("passed");
    }

    @Test
    void inventoryNamesTheMissedDays() throws IOException {
        night("orders", "2026-01-29/report.json");
        night("orders", "2026-01-30/missed.json");
        night("orders", "2026-01-31/missed.json");
        night("orders", "2026-02-01/missed.json");
        night("orders", "2026-02-01/report.json");
        night("returns", "2026-01-31/missed.json");

        assertThat(Invocation.of("inventory", "--lake", lake.toString()).out().lines())
                .endsWith(
                        "",
                        "nights of orders: 2 complete, from 2026-01-29 to 2026-02-01",
                        "  missed       2026-01-30, 2026-01-31",
                        "",
                        "nights of returns: 0 complete",
                        "  missed       2026-01-31");
        assertThat(Invocation.of("inventory", "--lake", lake.toString(), "--dataset", "returns", "--partitions")
                        .out()
                        .lines())
                .containsExactly("night of returns 2026-01-31  missed");
        JsonNode json = new ObjectMapper()
                .readTree(Invocation.of("inventory", "--lake", lake.toString(), "--json")
                        .out());
        assertThat(json.at("/nights/0/missed/1").asText()).isEqualTo("2026-01-31");
        assertThat(json.at("/nights/0/last").asText()).isEqualTo("2026-02-01");
    }

    private void night(String dataset, String name) {
        store.write(layout.runs(dataset).resolve(name), new byte[] {'{', '}'});
    }

    /** A listing of a large area takes minutes. */
    @Test
    void inventoryOfAllDatasetsListsEachAreaOnce() {
        List<URI> listed = new ArrayList<>();
        ObjectStore counting = new ObjectStore() {
            @Override
            public Optional<byte[]> read(URI object) {
                return store.read(object);
            }

            @Override
            public void write(URI object, byte[] content) {
                throw new AssertionError(object);
            }

            @Override
            public boolean create(URI object, byte[] content) {
                throw new AssertionError(object);
            }

            @Override
            public List<StoredObject> list(URI folder) {
                listed.add(layout.root().relativize(folder));
                return store.list(folder);
            }

            @Override
            public void delete(Collection<URI> objects) {
                throw new AssertionError(objects);
            }
        };

        LakeInventory all = LakeInventory.of(counting, layout.root(), Optional.empty());

        assertThat(listed)
                .extracting(URI::toString)
                .containsExactlyInAnyOrder("raw/", "curated/", "quarantine/", "runs/");
        assertThat(all).isEqualTo(LakeInventory.of(store, layout.root(), Optional.of("orders")));
    }

    @Test
    void inventoryOfNothingIs65() {
        Invocation asked =
                Invocation.of("inventory", "--lake", temp.resolve("empty").toString());

        assertThat(asked.status()).isEqualTo(65);
        assertThat(asked.err()).startsWith("InputMissing: ").contains("no table is there");
    }

    @Test
    void collectGarbageDeletesNothingOfATableWhoseFormatItDoesNotKnow() throws IOException {
        write(curated().root().resolve("_delta_log/00000000000000000000.json"), 10);
        List<Path> before = files();

        Invocation asked = Invocation.of("collect-garbage", "--lake", lake.toString(), "--dataset", "orders");

        assertThat(asked.status()).isEqualTo(64);
        assertThat(asked.err())
                .contains("curated/orders has the log of a table format beside its manifests")
                .contains("give the dataset's folder");
        assertThat(files()).isEqualTo(before);
    }

    @Test
    void collectGarbageDeletesWhatTheDryRunNames() throws IOException {
        List<Path> before = files();
        String[] dry = {"collect-garbage", "--lake", lake.toString(), "--dataset", "orders", "--dry-run"};
        assertThat(Invocation.of(dry).out().lines())
                .containsExactly(
                        "raw/orders: nothing to delete",
                        "curated/orders: would delete 2 manifests and 3 files, 1.4 KB",
                        "quarantine/orders: nothing to delete");
        assertThat(files()).isEqualTo(before);

        Invocation collected = Invocation.of("collect-garbage", "--lake", lake.toString(), "--dataset", "orders");

        assertThat(collected.err()).isEmpty();
        assertThat(collected.status()).isZero();
        assertThat(collected.out()).contains("curated/orders: deleted 2 manifests and 3 files, 1.4 KB");
        assertThat(files())
                .hasSize(before.size() - 5)
                .doesNotContain(lake.resolve("curated/orders/" + SECOND + "/run-dead/part-0.parquet"));
        assertThat(commits().isCurrent(commits().require(FIRST).identity())).isTrue();
        assertThat(Invocation.of(dry).out()).contains("curated/orders: nothing to delete");
    }

    private LakeTable curated() {
        return layout.curated("orders");
    }

    private PartitionCommits commits() {
        return new PartitionCommits(
                store, curated(), PartitionCatalog.NONE, Clock.fixed(lastMonth, java.time.ZoneOffset.UTC));
    }

    private Manifest publish(Partition day, int run) {
        URI location = curated().runFolder(day, "run-" + run);
        write(location.resolve("part-0.parquet"), 100);
        return commits()
                .publish(new StagedPartition(
                        day,
                        commits().expected().of(day),
                        "run-" + run,
                        location,
                        List.of(new Manifest.DataFile("part-0.parquet", 10, 100, "")),
                        Map.of(),
                        new Digest("rows:" + run)));
    }

    private void evaluated(Manifest published, Verdict.Status outcome) {
        Verdict.RuleVerdict rule =
                new Verdict.RuleVerdict("RowCount > 0", Verdict.Level.BLOCK, outcome, Map.of(), null);
        new Verdicts(store, layout).publish(Verdict.on(published, "run", lastMonth, List.of(rule)));
    }

    private void write(URI object, int bytes) {
        store.write(object, new byte[bytes]);
    }

    /** Dates every file back to last month. */
    private void age() throws IOException {
        for (Path file : files()) {
            Files.setLastModifiedTime(file, FileTime.from(lastMonth));
        }
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.walk(lake)) {
            return files.filter(Files::isRegularFile).sorted().toList();
        }
    }
}
