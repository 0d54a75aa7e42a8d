package dev.madrugada.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.madrugada.aws.AwsClients;
import dev.madrugada.aws.AwsObjectStore;
import dev.madrugada.common.arguments.StageArguments.Rerun;
import dev.madrugada.common.contract.CsvForm;
import dev.madrugada.common.contract.FileLocation;
import dev.madrugada.common.contract.Source;
import dev.madrugada.common.contract.Source.Files.Format;
import dev.madrugada.common.lake.Arrivals;
import dev.madrugada.common.lake.LakeLayout;
import dev.madrugada.common.lake.Manifest;
import dev.madrugada.common.lake.PartitionCatalog;
import dev.madrugada.common.lake.PartitionCommits;
import dev.madrugada.common.lake.PublishedHours;
import dev.madrugada.common.lake.ShardSpan;
import dev.madrugada.common.spark.LocalSpark;
import dev.madrugada.common.spark.PublishedRows;
import dev.madrugada.common.spark.RawSchema;
import dev.madrugada.common.time.ArrivalDay;
import dev.madrugada.common.time.ArrivalHour;
import dev.madrugada.ingest.files.FileHours;
import dev.madrugada.ingest.files.WrittenFiles;
import dev.madrugada.ingest.source.HourSpan;
import dev.madrugada.localstack.LocalStackProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.s3.S3Client;

/** Files in the local stack's S3: listed by the AWS SDK, read by S3A. */
@ExtendWith(LocalSpark.class)
class FilesInS3IT {
    private static final Path STATE =
            Path.of("target", "files-in-s3-" + System.currentTimeMillis()).toAbsolutePath();
    private static final String BUCKET = "producers";
    private static final ArrivalDay DAY = new ArrivalDay(LocalDate.parse("2001-01-01"), ZoneOffset.UTC);
    private static final ArrivalHour FIVE = ArrivalHour.of(Instant.parse("2001-01-01T05:00:00Z"));
    private static LocalStackProcess stack;
    private static AwsObjectStore store;

    /** The folder of a test in the bucket. */
    private final String name = "t" + Long.toString(System.nanoTime(), 36);

    @TempDir
    Path folder;

    private PartitionCommits raw;
    private SparkSession spark;

    @BeforeAll
    static void startStack() {
        stack = LocalStackProcess.start(STATE);
        System.setProperty("aws.accessKeyId", stack.endpoints().accessKey());
        System.setProperty("aws.secretAccessKey", stack.endpoints().secretKey());
        AwsClients clients = new AwsClients(stack.endpoints().environment());
        store = new AwsObjectStore(clients);
        try (S3Client s3 = clients.s3()) {
            var unused = s3.createBucket(create -> create.bucket(BUCKET));
        }
    }

    @AfterAll
    static void stopStack() {
        store.close();
        stack.close();
        System.clearProperty("aws.accessKeyId");
        System.clearProperty("aws.secretAccessKey");
    }

    @BeforeEach
    void configureS3A(SparkSession shared) {
        raw = new PartitionCommits(
                store, new LakeLayout(folder.toUri()).raw("flights"), PartitionCatalog.NONE, Clock.systemUTC());
        spark = shared.newSession();
        Map.of(
                        "fs.s3.impl", "org.apache.hadoop.fs.s3a.S3AFileSystem",
                        "fs.s3a.endpoint", stack.endpoints().s3().toString(),
                        "fs.s3a.endpoint.region", stack.endpoints().region(),
                        "fs.s3a.path.style.access", "true",
                        "fs.s3a.access.key", stack.endpoints().accessKey(),
                        "fs.s3a.secret.key", stack.endpoints().secretKey())
                .forEach((key, value) -> spark.conf().set(key, value));
    }

    @Test
    void readsEveryFormatAndCompression() throws IOException {
        Path made = folder.resolve("made");
        WrittenFiles.text(made.resolve("json-lines"), "{\"n\":1}\n{\"n\":2}\n", "{\"n\":3}\n");
        WrittenFiles.columns(spark, made.resolve("parquet"), "parquet", List.of("zstd"), 3);
        WrittenFiles.columns(spark, made.resolve("orc"), "orc", List.of("zstd"), 3);
        int hour = 5;
        for (Format format : List.of(Format.JSON_LINES, Format.PARQUET, Format.ORC)) {
            String name = format.name().toLowerCase(Locale.ROOT).replace('_', '-');
            List<Path> files = files(made.resolve(name));
            ArrivalHour each = ArrivalHour.of(DAY.start().plusSeconds(hour * 3_600L));
            for (Path file : files) {
                put(name + "/2001/01/01/0" + hour + "/" + file.getFileName(), Files.readAllBytes(file));
            }
            ingest(source(name + "/{yyyy}/{MM}/{dd}/{HH}/", format), each);

            assertThat(payloads(each))
                    .as(name)
                    .isEqualTo(IntStream.rangeClosed(1, 3)
                            .boxed()
                            .flatMap(n -> files.stream().map(file -> "{\"n\":" + n + "}"))
                            .toList());
            assertThat(arrivals(each).refused()).isEmpty();
            hour++;
        }
    }

    /** Names that a URI escapes. */
    @Test
    void aFileIsReadWhateverItsName() throws IOException {
        List<String> names =
                List.of("a b.json", "a+b.json", "50%25.json", "año.json", "a=b&c.json", "12:30.json", "#1.json");
        for (int n = 0; n < names.size(); n++) {
            put("dt=2001-01-01/hour=05/" + names.get(n), json(n));
        }
        FileHours source = source("dt={yyyy}-{MM}-{dd}/hour={HH}/", Format.JSON_LINES);
        ingest(source, FIVE);

        assertThat(payloads(FIVE)).hasSize(names.size()).doesNotHaveDuplicates();
        assertThat(arrivals(FIVE).shards()).extracting(ShardSpan::rows).containsOnly(1L);
        assertThat(due(source)).doesNotContain(FIVE);
    }

    @Test
    void aFileOfEqualLengthAndTimeIsAnotherByItsETag() throws IOException {
        Instant time = Instant.parse("2001-01-01T05:10:00Z");
        put("05/a.json", json(1));
        Files.setLastModifiedTime(stored("05/a.json"), FileTime.from(time));
        FileHours listed = source("{HH}/", Format.JSON_LINES);
        FileHours source = source("{HH}/", Format.JSON_LINES);
        ingest(source, FIVE);
        assertThat(arrivals(FIVE).shards())
                .singleElement()
                .satisfies(span -> assertThat(span.version()).matches("[0-9a-f]{32}"));
        assertThat(due(source("{HH}/", Format.JSON_LINES))).doesNotContain(FIVE);
        assertThat(due(listed)).doesNotContain(FIVE);

        put("05/a.json", json(2));
        Files.setLastModifiedTime(stored("05/a.json"), FileTime.from(time));
        assertThatThrownBy(() -> ingest(listed, FIVE))
                .hasMessageStartingWith("SourceUnavailable: files of s3://producers/")
                .hasMessageContaining("05/a.json was changed or deleted while it was read");
        assertThat(payloads(FIVE)).containsExactly("{\"n\":1}");
        assertThat(due(source("{HH}/", Format.JSON_LINES))).contains(FIVE);
    }

    @Test
    void aLateFileMakesItsHourDueAgain() throws IOException {
        put("05/a.json", json(1));
        ingest(source("{HH}/", Format.JSON_LINES), FIVE, FIVE.next());
        assertThat(due(source("{HH}/", Format.JSON_LINES))).doesNotContain(FIVE, FIVE.next());

        put("05/b.json", json(2));
        assertThat(due(source("{HH}/", Format.JSON_LINES))).contains(FIVE).doesNotContain(FIVE.next());
        ingest(source("{HH}/", Format.JSON_LINES), FIVE);
        assertThat(payloads(FIVE)).containsExactly("{\"n\":1}", "{\"n\":2}");
        assertThat(due(source("{HH}/", Format.JSON_LINES))).doesNotContain(FIVE);
    }

    /** S3 lists 1,000 objects per answer. The files of a glob arrive when they were modified. */
    @Test
    void threeThousandObjectsAreListedOnceAndReadOnce() throws IOException {
        Path exports = Files.createDirectories(stored("exports/day"));
        for (int n = 0; n < 3_000; n++) {
            Path file = exports.resolve("f" + n + ".json");
            if (n % 60 == 0) {
                put("exports/day/f" + n + ".json", json(n));
            } else {
                // The local S3 knows no ETag of it.
                Files.write(file, json(n));
            }
            Files.setLastModifiedTime(
                    file,
                    FileTime.from(Instant.parse(n % 30 == 0 ? "2001-01-01T05:10:00.123Z" : "2000-11-01T00:00:00Z")));
        }
        ingest(source("exports/*/*.json", Format.JSON_LINES), FIVE);

        assertThat(payloads(FIVE)).hasSize(100).doesNotHaveDuplicates();
        assertThat(arrivals(FIVE).shards()).hasSize(100);
        assertThat(due(source("exports/*/*.json", Format.JSON_LINES))).doesNotContain(FIVE);
    }

    @Test
    void aBucketThatDoesNotExistIsNamed() {
        FileHours source = source("s3://no-such-bucket/{yyyy}/{MM}/{dd}/{HH}/", Format.JSON_LINES);
        assertThatThrownBy(() -> source.read(spark, new HourSpan(FIVE, FIVE), Optional.empty()))
                .hasMessageContaining("no-such-bucket");
    }

    private FileHours source(String location, Format format) {
        String text = location.replaceFirst("^\\{HH}/", "{yyyy}{MM}{dd}/{HH}/");
        return new FileHours(
                new Source.Files(
                        new FileLocation(text.startsWith("s3:") ? text : "s3://" + BUCKET + "/" + name + "/" + text),
                        ZoneOffset.UTC,
                        format,
                        Source.Files.Compression.AUTO,
                        CsvForm.DEFAULT,
                        List.of(),
                        Source.Files.BrokenFiles.WARN),
                store);
    }

    private static String dated(String name) {
        return name.matches("[0-9]{2}/.*") ? "20010101/" + name : name;
    }

    private void put(String name, byte[] content) {
        try {
            store.write(new URI("s3", BUCKET, "/" + this.name + "/" + dated(name), null), content);
        } catch (URISyntaxException wrong) {
            throw new IllegalArgumentException(name, wrong);
        }
    }

    private Path stored(String name) {
        return STATE.resolve("state/s3").resolve(BUCKET).resolve(this.name).resolve(dated(name));
    }

    private static byte[] json(int n) {
        return ("{\"n\":" + n + "}\n").getBytes(UTF_8);
    }

    private static List<Path> files(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(Files::isRegularFile).toList();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private Arrivals arrivals(ArrivalHour hour) {
        return Objects.requireNonNull(raw.require(LakeLayout.arrivalHour(hour)).arrivals());
    }

    private List<String> payloads(ArrivalHour hour) {
        return PublishedRows.read(spark, RawSchema.schema(), List.of(raw.require(LakeLayout.arrivalHour(hour))))
                .collectAsList()
                .stream()
                .map(row -> new String(row.<byte[]>getAs(RawSchema.PAYLOAD), UTF_8))
                .sorted()
                .toList();
    }

    private List<ArrivalHour> due(FileHours source) {
        Map<ArrivalHour, Manifest> published = PublishedHours.of(raw, DAY).manifests();
        return new RawHours(source, raw, store, "test").due(DAY.hours(), published, Rerun.IF_CHANGED);
    }

    private void ingest(FileHours source, ArrivalHour... hours) {
        var unused = new RawHours(source, raw, store, "test")
                .ingested(spark, List.of(hours), PublishedHours.of(raw, DAY).manifests());
    }
}
