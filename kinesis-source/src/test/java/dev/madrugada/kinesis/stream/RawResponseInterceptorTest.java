package dev.madrugada.kinesis.stream;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.madrugada.kinesis.StreamUnavailableException;
import dev.madrugada.kinesis.stream.PageServer.Answer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.GetRecordsResponse;

/**
 * Pages read through the interceptor equal those that the SDK unmarshals from the same bytes. Incomplete pages are
 * rejected.
 */
class RawResponseInterceptorTest {

    private static final Instant AT = Instant.parse("2001-01-01T10:00:00.123Z");

    private final PageServer server;

    RawResponseInterceptorTest() throws IOException {
        server = new PageServer();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void readsTheSameRecordsAsTheSdk() {
        try (KinesisClient sdk = KinesisClient.builder()
                        .region(Region.EU_CENTRAL_1)
                        .endpointOverride(server.endpoint())
                        .build();
                StreamClient ours = client()) {
            for (long seed = 0; seed < 200; seed++) {
                server.answer(Answer.cbor(new RandomPages(seed).page((int) seed % 7)));

                assertThat(lines(next(ours)))
                        .as("seed %d", seed)
                        .isEqualTo(lines(sdk.getRecords(r -> r.shardIterator("any"))));
            }
        }
    }

    @Test
    void recordsReferToTheResponse() throws IOException {
        byte[] page = page("payload".getBytes(UTF_8));
        server.answer(Answer.cbor(page));
        try (StreamClient ours = client()) {
            ShardPage read = next(ours);

            assertThat(read.records().get(0).rawPayload().array()).hasSameSizeAs(page);
            assertThat(read.extent().chargedBytes()).isEqualTo(8);
            assertThat(read.extent().heldBytes()).isGreaterThan(page.length);
        }
    }

    @Test
    void readsAPageOfTenMegabytesAndKeepsTheConnection() throws IOException {
        byte[] payload = new byte[1 << 20];
        Arrays.fill(payload, (byte) 'x');
        server.answer(Answer.cbor(
                Cbor.write(Map.of("Records", Collections.nCopies(10, record(payload)), "NextShardIterator", "next"))));
        try (StreamClient ours = client()) {
            ShardFeed feed = ours.feed("shard-0", AT);
            for (int call = 0; call < 3; call++) {
                ShardPage page = feed.next(10_000);

                assertThat(page.records())
                        .hasSize(10)
                        .allSatisfy(record -> assertThat(record.payload()).isEqualTo(payload));
                assertThat(page.extent().heldBytes()).isGreaterThan(10 << 20);
            }
        }
        assertThat(server.connections()).isEqualTo(1);
    }

    @Test
    void verifiesTheChecksum() throws IOException {
        byte[] page = page("payload".getBytes(UTF_8));
        CRC32 checksum = new CRC32();
        checksum.update(page);
        try (StreamClient ours = client()) {
            server.answer(Answer.cbor(page).with("x-amz-crc32", Long.toString(checksum.getValue())));
            assertThat(next(ours).records()).hasSize(1);

            server.answer(Answer.cbor(page).with("x-amz-crc32", Long.toString(checksum.getValue() ^ 1)));
            assertThatThrownBy(() -> next(ours))
                    .isInstanceOf(StreamUnavailableException.class)
                    .hasMessageContaining("GetRecords failed (the page is damaged: its CRC-32 does not match");
        }
    }

    @Test
    void aTruncatedPageIsAFailure() throws IOException {
        byte[] page = page("payload".getBytes(UTF_8));
        try (StreamClient ours = client()) {
            server.answer(Answer.cbor(Arrays.copyOf(page, page.length - 1)));
            assertThatThrownBy(() -> next(ours))
                    .isInstanceOf(StreamUnavailableException.class)
                    .hasMessageContaining("the data ends too early, at byte");

            server.answer(Answer.cbor(page).breakingOff(3));
            assertThatThrownBy(() -> next(ours)).isInstanceOf(StreamUnavailableException.class);

            server.answer(Answer.cbor(page));
            assertThat(next(ours).records()).hasSize(1);
        }
    }

    @Test
    void aDamagedPageIsRetried() {
        StreamUnavailableException failure = new AwsCalls(new StreamId("flights", null))
                .unavailable("GetRecords", new MalformedPageException("cut"));

        assertThat(RetryPolicy.STANDARD.retryDuration(failure)).isEqualTo(RetryPolicy.STANDARD.maxUnavailable());
    }

    @Test
    void leavesCompressedResponsesToTheSdk() throws IOException {
        ByteArrayOutputStream compressed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(compressed)) {
            gzip.write(page("payload".getBytes(UTF_8)));
        }
        server.answer(Answer.cbor(compressed.toByteArray()).with("Content-Encoding", "gzip"));
        try (StreamClient ours = client()) {
            assertThat(next(ours).records().get(0).payload()).asString().isEqualTo("payload");
        }
    }

    @Test
    void leavesJsonToTheSdk() {
        String json =
                ("{\"MillisBehindLatest\":7,\"NextShardIterator\":\"next\",\"Records\":[{\"SequenceNumber\":\"1\","
                        + "\"PartitionKey\":\"k\",\"ApproximateArrivalTimestamp\":978343200.123,\"Data\":\"cGF5bG9hZA==\"}]}");
        server.answer(new Answer(json.getBytes(UTF_8), Map.of("Content-Type", PageServer.JSON), 0));
        System.setProperty("aws.cborEnabled", "false");
        try (StreamClient ours = client()) {
            assertThat(lines(next(ours))).containsExactly("PAGE 7", "1 k " + AT + " 7061796c6f6164");
        } finally {
            System.clearProperty("aws.cborEnabled");
        }
    }

    private StreamClient client() {
        return StreamClients.aws()
                .open(new StreamAccess(new StreamId("flights", null), "eu-central-1", server.endpoint(), null));
    }

    private static ShardPage next(StreamClient client) {
        return client.feed("shard-0", AT).next(10_000);
    }

    private static byte[] page(byte[] payload) throws IOException {
        return Cbor.write(Map.of("Records", List.of(record(payload)), "NextShardIterator", "next"));
    }

    private static Map<String, Object> record(byte[] payload) {
        return Map.of("SequenceNumber", "1", "PartitionKey", "k", "ApproximateArrivalTimestamp", AT, "Data", payload);
    }

    private static List<String> lines(ShardPage page) {
        List<String> lines = new ArrayList<>(List.of(page.successor() + " " + page.millisBehindLatest()));
        page.records()
                .forEach(r -> lines.add(r.sequenceNumber() + " " + r.partitionKey() + " " + r.arrivedAt() + " "
                        + HexFormat.of().formatHex(r.payload())));
        return lines;
    }

    private static List<String> lines(GetRecordsResponse page) {
        Long behind = page.millisBehindLatest();
        List<String> lines = new ArrayList<>(List.of((page.nextShardIterator() == null ? "NONE " : "PAGE ")
                + (behind == null ? ShardPage.UNKNOWN : behind)));
        page.records()
                .forEach(r -> lines.add(r.sequenceNumber() + " " + r.partitionKey() + " "
                        + r.approximateArrivalTimestamp() + " "
                        + HexFormat.of().formatHex(r.data().asByteArray())));
        return lines;
    }
}
