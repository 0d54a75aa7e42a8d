package dev.madrugada.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.madrugada.aws.files.FileObjectStore;
import dev.madrugada.common.arguments.StageArguments.Rerun;
import dev.madrugada.common.contract.CsvForm;
import dev.madrugada.common.contract.FileLocation;
import dev.madrugada.common.contract.Source;
import dev.madrugada.common.contract.Source.Files.BrokenFiles;
import dev.madrugada.common.lake.Arrivals;
import dev.madrugada.common.lake.Arrivals.RefusedInput;
import dev.madrugada.common.lake.LakeLayout;
import dev.madrugada.common.lake.Manifest;
import dev.madrugada.common.lake.ObjectStore;
import dev.madrugada.common.lake.PartitionCatalog;
import dev.madrugada.common.lake.PartitionCommits;
import dev.madrugada.common.lake.PublishedHours;
import dev.madrugada.common.run.Findings;
import dev.madrugada.common.run.Refusal;
import dev.madrugada.common.spark.LocalSpark;
import dev.madrugada.common.spark.PublishedRows;
import dev.madrugada.common.spark.RawSchema;
import dev.madrugada.common.time.ArrivalDay;
import dev.madrugada.common.time.ArrivalHour;
import dev.madrugada.ingest.files.FileHours;
import dev.madrugada.ingest.source.HourSpan;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.function.Consumer;
import java.util.zip.GZIPOutputStream;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Files that come late, change, break off or were refused, and the hours of raw that follow from them. */
@ExtendWith(LocalSpark.class)
class FilesInRawTest {
    private static final ArrivalDay DAY = new ArrivalDay(LocalDate.parse("2001-01-01"), ZoneOffset.UTC);
    private static final ArrivalHour FIVE = ArrivalHour.of(Instant.parse("2001-01-01T05:00:00Z"));

    @TempDir
    Path folder;

    private final FileObjectStore store = new FileObjectStore();
    private PartitionCommits raw;
    private BrokenFiles brokenFiles = BrokenFiles.WARN;

    @BeforeEach
    void emptyLake() {
        raw = commits("lake");
    }

    @Test
    void oneBrokenFileOfTenIsNamedAndItsNeighboursAreKept(SparkSession spark) throws IOException {
        for (int file = 0; file < 10; file++) {
            byte[] whole = gzip("{\"n\":" + file + "}\n");
            byte[] first = gzip("{\"first\":" + file + "}\n");
            put(
                    "05/f" + file + ".json.gz",
                    file == 3 ? join(first, Arrays.copyOf(whole, whole.length - 3)) : join(first, whole));
        }
        ingest(spark, source(), FIVE);

        assertThat(payloads(spark)).hasSize(10 + 9).contains("{\"first\":3}").contains("{\"n\":2}", "{\"n\":4}");
        assertThat(arrivals().refused())
                .containsExactly(
                        new RefusedInput("the file ends too early", uri("05/f3.json.gz") + " from position 12 on", 1));
        Findings found = HourFindings.of(PublishedHours.of(raw, DAY));
        assertThat(found.refusals())
                .containsExactly(new Refusal(
                        "InputRefused",
                        null,
                        "the file ends too early: " + uri("05/f3.json.gz") + " from position 12 on",
                        1,
                        null));
        assertThat(found.warnings())
                .singleElement()
                .satisfies(warning -> assertThat(warning.toString())
                        .contains(
                                "InputRefused", "1 record could not be read", "neither in raw nor in the quarantine"));

        put("05/f3.json.gz", gzip("{\"first\":3}\n{\"n\":3}\n"));
        assertThat(due(source())).contains(FIVE);
        ingest(spark, source(), FIVE);
        assertThat(payloads(spark)).hasSize(20);
        assertThat(arrivals().refused()).isEmpty();
    }

    @Test
    void abrokenFileFailsTheNightIfTheContractWantsThat(SparkSession spark) throws IOException {
        brokenFiles = BrokenFiles.FAIL;
        put("05/a.json.gz", new byte[] {0x1f, (byte) 0x8b, 8, 0});
        put("05/b.json", "{}".getBytes(UTF_8));

        assertThatThrownBy(() -> ingest(spark, source(), FIVE))
                .hasMessageStartingWith("DataContractViolation: files of file://")
                .hasMessageContaining("1 file is broken: " + uri("05/a.json.gz") + " from position 0 on");
        assertThat(raw.current(LakeLayout.arrivalHour(FIVE))).isEmpty();
    }

    @Test
    void aLateFileAndAGrowingFileMakeTheirHourDueAgain(SparkSession spark) throws IOException {
        put("05/a.json", "{\"n\":1}\n".getBytes(UTF_8));
        ingest(spark, source(), DAY.hours().toArray(ArrivalHour[]::new));
        assertThat(due(source())).isEmpty();

        put("05/late.json", "{\"n\":2}\n".getBytes(UTF_8));
        assertThat(due(source())).containsExactly(FIVE);
        ingest(spark, source(), FIVE);
        assertThat(due(source())).isEmpty();
        assertThat(payloads(spark)).containsExactly("{\"n\":1}", "{\"n\":2}");

        Files.writeString(path("05/a.json"), "{\"n\":3}\n", StandardOpenOption.APPEND);
        assertThat(due(source())).containsExactly(FIVE);
        ingest(spark, source(), FIVE);
        assertThat(payloads(spark)).containsExactly("{\"n\":1}", "{\"n\":2}", "{\"n\":3}");
        assertThat(arrivals().shards())
                .extracting(span ->
                        span.shard().replaceAll(".*/", "") + " " + span.first() + "-" + span.last() + " " + span.rows())
                .containsExactly("a.json 0-8 2", "late.json 0-0 1");

        // Empty, so the rows stay the same.
        put("05/empty.json", new byte[0]);
        assertThat(due(source())).containsExactly(FIVE);
        ingest(spark, source(), FIVE);
        assertThat(due(source())).isEmpty();
    }

    @Test
    void aFileThatIsGoneDeletesNothing(SparkSession spark) throws IOException {
        put("05/a.json", "{\"n\":1}\n".getBytes(UTF_8));
        put("05/b.json", "{\"n\":2}\n".getBytes(UTF_8));
        ingest(spark, source(), FIVE);
        Files.delete(path("05/a.json"));

        assertThat(source().hasMore(FIVE, raw.require(LakeLayout.arrivalHour(FIVE))))
                .isFalse();
        put("05/c.json", "{\"n\":3}\n".getBytes(UTF_8));
        assertThatThrownBy(() -> ingest(spark, source(), FIVE))
                .hasMessageStartingWith("RecordsExpired")
                .hasMessageContaining("05/a.json, sequence number 0");
        assertThat(payloads(spark)).containsExactly("{\"n\":1}", "{\"n\":2}");
    }

    @Test
    void aFileThatChangesWhileItIsReadIsNotPublished(SparkSession spark) throws IOException {
        put("05/a.json", "{\"n\":1}\n".getBytes(UTF_8));
        FileHours source = source();
        list(source, spark);
        Files.writeString(path("05/a.json"), "{\"n\":2}\n", StandardOpenOption.APPEND);

        assertThatThrownBy(() -> ingest(spark, source, FIVE))
                .hasMessageStartingWith("SourceUnavailable: files of file://")
                .hasMessageContaining(uri("05/a.json") + " was changed or deleted while it was read");
        Files.delete(path("05/a.json"));
        assertThatThrownBy(() -> ingest(spark, source, FIVE)).hasMessageContaining("was changed or deleted");
        assertThat(raw.current(LakeLayout.arrivalHour(FIVE))).isEmpty();
    }

    @Test
    void anotherOrderOfTheListingGivesTheSameContent(SparkSession spark) throws IOException {
        long seed = Long.getLong("madrugada.seed", System.nanoTime());
        System.out.println("-Dmadrugada.seed=" + seed + " repeats this order");
        for (int file = 0; file < 30; file++) {
            put("05/f" + file + ".json", ("{\"n\":" + file + "}\n").repeat(file).getBytes(UTF_8));
        }
        ingest(spark, source(), FIVE);
        Manifest first = raw.require(LakeLayout.arrivalHour(FIVE));

        raw = commits("other");
        ingest(spark, new FileHours(files(), new Shuffled(store, new Random(seed))), FIVE);

        Manifest other = raw.require(LakeLayout.arrivalHour(FIVE));
        assertThat(other.content()).isEqualTo(first.content());
        assertThat(other.arrivals()).isEqualTo(first.arrivals());
        assertThat(other.rows()).isEqualTo(29 * 30 / 2);
    }

    @Test
    void recordsOfTheErrorPrefixAreCountedByTheirReasons(SparkSession spark) throws IOException {
        put("05/a.json", "{\"n\":1}\n".getBytes(UTF_8));
        String failed = "{\"attemptsMade\":4,\"errorCode\":\"Lambda.FunctionError\",\"rawData\":\"e30=\"}";
        put(
                "errors/2001/01/01/05/x-1",
                (failed + failed + "\n{\"errorCode\":\"a value of a payload\"}").getBytes(UTF_8));
        put("errors/2001/01/01/05/x-2.gz", gzip(failed));
        ingest(spark, source(), FIVE);

        assertThat(payloads(spark)).containsExactly("{\"n\":1}");
        String place = uri("errors/2001/01/01/05/x-1");
        assertThat(arrivals().refused())
                .containsExactly(
                        new RefusedInput("Lambda.FunctionError", place + " and 1 more files", 3),
                        new RefusedInput("it is in a location of errors", place, 1));

        put("errors/2001/01/01/05/late", failed.getBytes(UTF_8));
        assertThat(due(source())).contains(FIVE);
    }

    @Test
    void aDayWithoutFilesIsAWarningAndAnEmptyHourOfAnotherLocationIsReadAgain(SparkSession spark) throws IOException {
        ingest(spark, source(), DAY.hours().toArray(ArrivalHour[]::new));
        assertThat(source().dayWarnings(PublishedHours.of(raw, DAY)))
                .singleElement()
                .satisfies(
                        warning -> assertThat(warning.toString()).contains("NoFiles", "check source.files.location"));
        raw = commits("other");
        FileHours elsewhere = new FileHours(files("elsewhere/{yyyy}{MM}{dd}{HH}/"), store);
        ingest(spark, elsewhere, FIVE);
        put("05/a.json", "{\"n\":1}\n".getBytes(UTF_8));
        assertThat(due(source())).contains(FIVE);
        ingest(spark, source(), FIVE);
        assertThat(source().dayWarnings(PublishedHours.of(raw, DAY))).isEmpty();

        Files.createDirectories(folder.resolve("elsewhere/2001010105"));
        Files.writeString(folder.resolve("elsewhere/2001010105/b.json"), "{}");
        assertThat(due(new FileHours(files("elsewhere/{yyyy}{MM}{dd}{HH}/"), store)))
                .doesNotContain(FIVE);
    }

    private Source.Files files() {
        return files("2001/{yyyy}-{MM}-{dd}/{HH}/");
    }

    private Source.Files files(String location) {
        return new Source.Files(
                new FileLocation("file://" + folder + "/" + location),
                ZoneOffset.UTC,
                Source.Files.Format.JSON_LINES,
                Source.Files.Compression.AUTO,
                CsvForm.DEFAULT,
                List.of(new FileLocation("file://" + folder + "/2001/2001-01-01/errors/{yyyy}/{MM}/{dd}/{HH}/")),
                brokenFiles);
    }

    private FileHours source() {
        return new FileHours(files(), store);
    }

    /** Lists the hour's files before they are read. */
    private static void list(FileHours source, SparkSession spark) {
        var unused = source.read(spark, new HourSpan(FIVE, FIVE), Optional.empty());
    }

    private Path path(String name) {
        return folder.resolve("2001/2001-01-01").resolve(name);
    }

    private String uri(String name) {
        return path(name).toUri().toString().replace("file:///", "file:/");
    }

    private void put(String name, byte[] content) throws IOException {
        Files.createDirectories(path(name).getParent());
        Files.write(path(name), content);
    }

    private static byte[] gzip(String text) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(bytes)) {
            out.write(text.getBytes(UTF_8));
        }
        return bytes.toByteArray();
    }

    private static byte[] join(byte[] one, byte[] other) {
        byte[] both = Arrays.copyOf(one, one.length + other.length);
        System.arraycopy(other, 0, both, one.length, other.length);
        return both;
    }

    private Arrivals arrivals() {
        return Objects.requireNonNull(raw.require(LakeLayout.arrivalHour(FIVE)).arrivals());
    }

    private List<String> payloads(SparkSession spark) {
        return PublishedRows.read(spark, RawSchema.schema(), List.of(raw.require(LakeLayout.arrivalHour(FIVE))))
                .collectAsList()
                .stream()
                .map(row -> new String(row.<byte[]>getAs(RawSchema.PAYLOAD), UTF_8))
                .sorted()
                .toList();
    }

    private PartitionCommits commits(String name) {
        return new PartitionCommits(
                store,
                new LakeLayout(folder.resolve(name).toUri()).raw("flights"),
                PartitionCatalog.NONE,
                Clock.systemUTC());
    }

    private List<ArrivalHour> due(FileHours source) {
        Map<ArrivalHour, Manifest> published = PublishedHours.of(raw, DAY).manifests();
        return new RawHours(source, raw, store, "test").due(DAY.hours(), published, Rerun.IF_CHANGED);
    }

    private void ingest(SparkSession spark, FileHours source, ArrivalHour... hours) {
        var unused = new RawHours(source, raw, store, "test")
                .ingested(spark, List.of(hours), PublishedHours.of(raw, DAY).manifests());
    }

    /** Lists in any order, and each object twice. */
    private record Shuffled(ObjectStore store, Random random) implements ObjectStore {
        @Override
        public void visit(URI prefix, Consumer<StoredObject> visitor) {
            List<StoredObject> objects = new ArrayList<>(store.list(prefix));
            objects.addAll(List.copyOf(objects));
            Collections.shuffle(objects, random);
            objects.forEach(visitor);
        }

        @Override
        public List<StoredObject> list(URI prefix) {
            return store.list(prefix);
        }

        @Override
        public Optional<byte[]> read(URI object) {
            return store.read(object);
        }

        @Override
        public void write(URI object, byte[] content) {
            store.write(object, content);
        }

        @Override
        public boolean create(URI object, byte[] content) {
            return store.create(object, content);
        }

        @Override
        public void delete(Collection<URI> objects) {
            store.delete(objects);
        }
    }
}
