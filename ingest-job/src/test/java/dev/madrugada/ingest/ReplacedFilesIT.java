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
import dev.madrugada.common.lake.LakeLayout;
import dev.madrugada.common.lake.Manifest;
import dev.madrugada.common.lake.PartitionCatalog;
import dev.madrugada.common.lake.PartitionCommits;
import dev.madrugada.common.lake.ShardSpan;
import dev.madrugada.common.spark.LocalSpark;
import dev.madrugada.common.spark.PublishedRows;
import dev.madrugada.common.spark.RawSchema;
import dev.madrugada.common.time.ArrivalHour;
import dev.madrugada.ingest.files.FileHours;
import dev.madrugada.ingest.files.WrittenFiles;
import dev.madrugada.localstack.LocalStackProcess;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CompletedPart;

/** Objects of S3 that are replaced between two reads of their bytes, and objects that were uploaded in parts. */
@ExtendWith(LocalSpark.class)
class ReplacedFilesIT {
    private static final Path STATE =
            Path.of("target", "replaced-files-" + System.currentTimeMillis()).toAbsolutePath();
    private static final String BUCKET = "producers";
    private static final ArrivalHour FIVE = ArrivalHour.of(Instant.parse("2001-01-01T05:00:00Z"));
    private static final int LINES = 20_000;
    /** The smallest part of an upload except the last one. */
    private static final int PART_BYTES = 5 << 20;

    private static LocalStackProcess stack;
    private static AwsObjectStore store;
    private static S3Client s3;

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
        s3 = clients.s3();
        var unused = s3.createBucket(create -> create.bucket(BUCKET));
    }

    @AfterAll
    static void stopStack() {
        s3.close();
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
                        "fs.s3.impl", InterruptedReads.class.getName(),
                        "fs.s3.impl.disable.cache", "true",
                        // Each read of 64 KiB is a request of its own for a range of bytes.
                        "fs.s3a.experimental.input.fadvise", "random",
                        "fs.s3a.endpoint", stack.endpoints().s3().toString(),
                        "fs.s3a.endpoint.region", stack.endpoints().region(),
                        "fs.s3a.path.style.access", "true",
                        "fs.s3a.access.key", stack.endpoints().accessKey(),
                        "fs.s3a.secret.key", stack.endpoints().secretKey())
                .forEach((key, value) -> spark.conf().set(key, value));
    }

    /** S3A detects a change by the ETag of each answer; without that, the comparison with the listing does. */
    @ParameterizedTest
    @ValueSource(strings = {"server", "none"})
    void linesThatAreReplacedBetweenTwoRangesAreNeverAMix(String detection) {
        spark.conf().set("fs.s3a.change.detection.mode", detection);
        put("a.json", lines("old"));
        InterruptedReads.afterTheNextRead(() -> put("a.json", lines("new")));

        requireRefused("a.json", Format.JSON_LINES);

        ingest(Format.JSON_LINES);
        assertThat(payloads())
                .hasSize(LINES)
                .allSatisfy(line -> assertThat(line).contains("new"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"server", "none"})
    void parquetThatIsReplacedBehindItsFooterIsNeverAMix(String detection) throws IOException {
        spark.conf().set("fs.s3a.change.detection.mode", detection);
        byte[] few = parquet("few", 3);
        byte[] many = parquet("many", 2_000);
        put("a.parquet", few);
        InterruptedReads.afterTheNextRead(() -> put("a.parquet", many));

        requireRefused("a.parquet", Format.PARQUET);

        ingest(Format.PARQUET);
        assertThat(payloads()).hasSize(2_000).doesNotHaveDuplicates();
    }

    @Test
    void aFileThatIsDeletedBetweenTwoRangesIsNamed() {
        put("a.json", lines("old"));
        InterruptedReads.afterTheNextRead(() -> store.delete(List.of(uri("a.json"))));

        requireRefused("a.json", Format.JSON_LINES);
    }

    /** The ETag of such an object is no digest of its content: the same bytes in one part have another. */
    @Test
    void anObjectOfTwoPartsIsKnownByItsETag() {
        byte[] content = lines("x".repeat(600));
        assertThat(content.length).isGreaterThan(PART_BYTES);
        putInParts("a.json", content);
        ingest(Format.JSON_LINES);

        assertThat(version()).matches("[0-9a-f]{32}-3");
        assertThat(payloads()).hasSize(LINES);
        assertThat(due()).isEmpty();

        Manifest first = raw.require(LakeLayout.arrivalHour(FIVE));
        put("a.json", content);
        assertThat(due()).containsExactly(FIVE);
        ingest(Format.JSON_LINES);
        assertThat(version()).matches("[0-9a-f]{32}");
        assertThat(raw.require(LakeLayout.arrivalHour(FIVE)).content()).isEqualTo(first.content());

        InterruptedReads.afterTheNextRead(() -> putInParts("a.json", content));
        requireRefused("a.json", Format.JSON_LINES);
        assertThat(due()).containsExactly(FIVE);
    }

    /** The message names the file, the error is one that a retry may fix, and the hour stays as it was. */
    private void requireRefused(String file, Format format) {
        Optional<Manifest> before = raw.current(LakeLayout.arrivalHour(FIVE));
        assertThatThrownBy(() -> ingest(format))
                .hasMessageStartingWith("SourceUnavailable: files of s3://" + BUCKET + "/" + name + "/")
                .hasMessageContaining(uri(file) + " was changed or deleted while it was read");
        assertThat(InterruptedReads.hasHappened()).isTrue();
        assertThat(raw.current(LakeLayout.arrivalHour(FIVE))).isEqualTo(before);
    }

    private static byte[] lines(String text) {
        StringBuilder lines = new StringBuilder();
        for (int n = 0; n < LINES; n++) {
            lines.append("{\"n\":")
                    .append(n)
                    .append(",\"text\":\"")
                    .append(text)
                    .append("\"}\n");
        }
        return lines.toString().getBytes(UTF_8);
    }

    private byte[] parquet(String name, int rows) throws IOException {
        Path made = folder.resolve(name);
        WrittenFiles.columns(spark, made, "parquet", List.of("zstd"), rows);
        try (Stream<Path> files = Files.list(made)) {
            return Files.readAllBytes(files.filter(file -> file.toString().endsWith(".parquet"))
                    .findFirst()
                    .orElseThrow());
        }
    }

    private URI uri(String file) {
        return URI.create("s3://" + BUCKET + "/" + name + "/20010101/05/" + file);
    }

    private void put(String file, byte[] content) {
        store.write(uri(file), content);
    }

    private void putInParts(String file, byte[] content) {
        String key = uri(file).getPath().substring(1);
        String upload = s3.createMultipartUpload(create -> create.bucket(BUCKET).key(key))
                .uploadId();
        List<CompletedPart> parts = new ArrayList<>();
        for (int from = 0; from < content.length; from += PART_BYTES) {
            int number = parts.size() + 1;
            byte[] part = Arrays.copyOfRange(content, from, Math.min(content.length, from + PART_BYTES));
            String etag = s3.uploadPart(
                            put -> put.bucket(BUCKET).key(key).uploadId(upload).partNumber(number),
                            RequestBody.fromBytes(part))
                    .eTag();
            parts.add(CompletedPart.builder().partNumber(number).eTag(etag).build());
        }
        var unused = s3.completeMultipartUpload(
                complete -> complete.bucket(BUCKET).key(key).uploadId(upload).multipartUpload(all -> all.parts(parts)));
    }

    private FileHours source(Format format) {
        return new FileHours(
                new Source.Files(
                        new FileLocation("s3://" + BUCKET + "/" + name + "/{yyyy}{MM}{dd}/{HH}/"),
                        ZoneOffset.UTC,
                        format,
                        Source.Files.Compression.AUTO,
                        CsvForm.DEFAULT,
                        List.of(),
                        Source.Files.BrokenFiles.WARN),
                store);
    }

    private Map<ArrivalHour, Manifest> published() {
        return raw.current(LakeLayout.arrivalHour(FIVE))
                .map(manifest -> Map.of(FIVE, manifest))
                .orElse(Map.of());
    }

    private List<ArrivalHour> due() {
        return new RawHours(source(Format.JSON_LINES), raw, store, "test")
                .due(List.of(FIVE), published(), Rerun.IF_CHANGED);
    }

    private void ingest(Format format) {
        var unused = new RawHours(source(format), raw, store, "test").ingested(spark, List.of(FIVE), published());
    }

    private String version() {
        ShardSpan only = Objects.requireNonNull(
                        raw.require(LakeLayout.arrivalHour(FIVE)).arrivals())
                .shards()
                .get(0);
        return Objects.requireNonNull(only.version());
    }

    private List<String> payloads() {
        return PublishedRows.read(spark, RawSchema.schema(), List.of(raw.require(LakeLayout.arrivalHour(FIVE))))
                .collectAsList()
                .stream()
                .map(row -> new String(row.<byte[]>getAs(RawSchema.PAYLOAD), UTF_8))
                .toList();
    }
}
