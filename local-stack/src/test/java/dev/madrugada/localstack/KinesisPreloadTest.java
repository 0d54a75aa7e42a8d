package dev.madrugada.localstack;

import static dev.madrugada.localstack.KinesisReader.all;
import static dev.madrugada.localstack.KinesisReader.createStream;
import static dev.madrugada.localstack.KinesisReader.iterator;
import static dev.madrugada.localstack.KinesisReader.shardIds;
import static dev.madrugada.localstack.KinesisReader.toTheTip;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.GetRecordsResponse;
import software.amazon.awssdk.services.kinesis.model.InvalidArgumentException;
import software.amazon.awssdk.services.kinesis.model.Record;
import software.amazon.awssdk.services.kinesis.model.ShardIteratorType;

@ExtendWith(SettableClockStack.class)
class KinesisPreloadTest {
    private static final int RUNS = 50;

    private static byte[] gzip(byte[] bytes) throws IOException {
        ByteArrayOutputStream zipped = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(zipped)) {
            gzip.write(bytes);
        }
        return zipped.toByteArray();
    }

    private static String preload(AdminClient admin, String stream, String date, byte[] body)
            throws IOException, InterruptedException {
        return admin.post("kinesis/" + stream + "/preload?name=in.json&date=" + date, body);
    }

    /** Sets the stack's clock to 2001-01-03 and creates a stream with a retention of three days. */
    @SuppressWarnings("CheckReturnValue")
    private static void prepare(AdminClient admin, KinesisClient kinesis, String stream, int shards) throws Exception {
        admin.clock(SettableClockStack.START);
        createStream(kinesis, stream, shards);
        kinesis.increaseStreamRetentionPeriod(
                change -> change.streamName(stream).retentionPeriodHours(72));
    }

    @Test
    void preloadsBinaryPayloadsFromLinesOfBase64(Clients clients, AdminClient admin) throws Exception {
        try (KinesisClient kinesis = clients.kinesis()) {
            prepare(admin, kinesis, "binary", 1);
            String preload = "kinesis/binary/preload?name=in.txt&date=2001-01-02&payload=base64";

            assertThat(admin.post(preload, "CgANCg==\nww\r\n".getBytes(StandardCharsets.UTF_8)))
                    .isEqualTo("{\"records\":2,\"already\":false}");

            assertThat(all(kinesis, "binary"))
                    .extracting(each -> each.data().asByteArray())
                    .containsExactly(new byte[] {'\n', 0, '\r', '\n'}, new byte[] {(byte) 0xC3});
        }
    }

    @Test
    void preloadsTheSameFileOnlyOnce(Clients clients, AdminClient admin) throws Exception {
        try (KinesisClient kinesis = clients.kinesis()) {
            prepare(admin, kinesis, "day", 4);
            byte[] lines = "{\"a\":1}\r\n\nbroken {\n\u00e9\u0000\nlast".getBytes(StandardCharsets.UTF_8);

            assertThat(preload(admin, "day", "2001-01-02", lines)).isEqualTo("{\"records\":5,\"already\":false}");
            assertThat(preload(admin, "day", "2001-01-02", gzip(lines))).isEqualTo("{\"records\":5,\"already\":true}");
            assertThat(preload(admin, "day", "2001-01-01", lines)).isEqualTo("{\"records\":5,\"already\":false}");

            List<Record> records = all(kinesis, "day");
            assertThat(records).hasSize(10);
            List<Record> second = records.stream()
                    .filter(each -> each.approximateArrivalTimestamp().isAfter(Instant.parse("2001-01-01T23:59:59Z")))
                    .sorted(Comparator.comparing(Record::approximateArrivalTimestamp))
                    .toList();
            assertThat(second)
                    .extracting(each -> each.data().asUtf8String())
                    .containsExactly("{\"a\":1}\r", "", "broken {", "\u00e9\u0000", "last");
            assertThat(second).extracting(Record::partitionKey).containsExactly("1", "2", "3", "4", "5");
            assertThat(second)
                    .extracting(Record::approximateArrivalTimestamp)
                    .containsExactly(
                            Instant.parse("2001-01-02T00:00:00Z"),
                            Instant.parse("2001-01-02T04:48:00Z"),
                            Instant.parse("2001-01-02T09:36:00Z"),
                            Instant.parse("2001-01-02T14:24:00Z"),
                            Instant.parse("2001-01-02T19:12:00Z"));
            for (String shard : shardIds(kinesis, "day")) {
                List<Record> ofShard = toTheTip(kinesis, iterator(kinesis, "day", shard, Instant.EPOCH), 10_000);
                assertThat(ofShard).extracting(Record::sequenceNumber).isSorted();
                assertThat(ofShard)
                        .extracting(Record::approximateArrivalTimestamp)
                        .isSorted();
            }
            assertThat(preload(admin, "nowhere", "2001-01-01", lines)).contains("ResourceNotFoundException");
        }
    }

    @Test
    void preloadsLinesWithTheirArrivalTimes(Clients clients, AdminClient admin) throws Exception {
        try (KinesisClient kinesis = clients.kinesis()) {
            prepare(admin, kinesis, "timed", 1);
            String path = "kinesis/timed/preload?name=in.json&date=2001-01-01&arrivals=3";
            String noon = Instant.parse("2001-01-01T12:00:00Z").toEpochMilli() + "\n";
            String dawn = Instant.parse("2001-01-01T06:00:00Z").toEpochMilli() + "\n";
            String tomorrow = Instant.parse("2001-01-02T00:00:00Z").toEpochMilli() + "\n";

            assertThat(admin.post(path, bytes(noon + dawn + tomorrow + "a\nb\nc\n")))
                    .contains("arrival time 2 is not on 2001-01-01");
            assertThat(admin.post(path, bytes(noon + dawn + dawn + "a\nb\n")))
                    .contains("in.json has 2 lines, but the request has 3 arrival times");
            assertThat(admin.post(path, bytes(noon + dawn + "x\na\n"))).contains("arrival time 2 is not a number");
            assertThat(admin.post(path, bytes(noon + dawn + dawn + "a\nb\nc\n")))
                    .isEqualTo("{\"records\":3,\"already\":false}");

            assertThat(all(kinesis, "timed"))
                    .extracting(each ->
                            each.data().asUtf8String() + each.partitionKey() + " " + each.approximateArrivalTimestamp())
                    .containsExactly("b2 2001-01-01T06:00:00Z", "c3 2001-01-01T06:00:00Z", "a1 2001-01-01T12:00:00Z");
        }
    }

    @Test
    void removesThePreloadsOfADay(Clients clients, AdminClient admin) throws Exception {
        try (KinesisClient kinesis = clients.kinesis()) {
            prepare(admin, kinesis, "removed", 2);
            var unused = preload(admin, "removed", "2001-01-01", bytes("a\nb\n"));
            unused = preload(admin, "removed", "2001-01-02", bytes("c\n"));
            unused = preload(admin, "removed", "2001-01-01", bytes("d\n"));

            assertThat(admin.delete("kinesis/removed/preload?date=2001-01-01")).isEqualTo("{\"preloads\":2}");
            assertThat(all(kinesis, "removed"))
                    .extracting(each -> each.data().asUtf8String())
                    .containsExactly("c");
            assertThat(preload(admin, "removed", "2001-01-01", bytes("d\n")))
                    .isEqualTo("{\"records\":1,\"already\":false}");
            assertThat(preload(admin, "removed", "2001-01-02", bytes("c\n")))
                    .isEqualTo("{\"records\":1,\"already\":true}");
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void preloadsAllMembersOfAGzipFile(Clients clients, AdminClient admin) throws Exception {
        try (KinesisClient kinesis = clients.kinesis()) {
            prepare(admin, kinesis, "members", 1);
            ByteArrayOutputStream file = new ByteArrayOutputStream();
            int lines = 0;
            for (int member = 0; member < 3; member++) {
                StringBuilder text = new StringBuilder();
                for (int line = 0; line < 10_000 + member; line++) {
                    text.append("{\"id\":").append(lines++).append("}\n");
                }
                file.writeBytes(gzip(text.toString().getBytes(StandardCharsets.UTF_8)));
            }

            for (int run = 0; run < RUNS; run++) {
                assertThat(preload(admin, "members", "2001-01-01", file.toByteArray()))
                        .isEqualTo("{\"records\":30003,\"already\":" + (run > 0) + "}");
            }
            byte[] cut = Arrays.copyOf(file.toByteArray(), file.size() - 9);
            assertThat(preload(admin, "members", "2001-01-02", cut))
                    .contains("in.json: member 3 of the gzip file is truncated or damaged; no record was put");
            assertThat(all(kinesis, "members")).hasSize(30_003);
        }
    }

    @Test
    void startsAtATimestampOrASequenceNumber(Clients clients, AdminClient admin) throws Exception {
        try (KinesisClient kinesis = clients.kinesis()) {
            prepare(admin, kinesis, "places", 1);
            preload(admin, "places", "2001-01-01", "a\nb\nc\nd\n".getBytes(StandardCharsets.UTF_8));
            String shard = shardIds(kinesis, "places").get(0);

            List<Record> fromNoon =
                    toTheTip(kinesis, iterator(kinesis, "places", shard, Instant.parse("2001-01-01T11:59:59Z")), 10);
            assertThat(fromNoon).extracting(each -> each.data().asUtf8String()).containsExactly("c", "d");
            String number = fromNoon.get(0).sequenceNumber();
            for (ShardIteratorType type :
                    List.of(ShardIteratorType.AT_SEQUENCE_NUMBER, ShardIteratorType.AFTER_SEQUENCE_NUMBER)) {
                String iterator = kinesis.getShardIterator(get -> get.streamName("places")
                                .shardId(shard)
                                .shardIteratorType(type)
                                .startingSequenceNumber(number))
                        .shardIterator();
                assertThat(toTheTip(kinesis, iterator, 10))
                        .hasSize(type == ShardIteratorType.AT_SEQUENCE_NUMBER ? 2 : 1);
            }
            String latest = kinesis.getShardIterator(
                            get -> get.streamName("places").shardId(shard).shardIteratorType(ShardIteratorType.LATEST))
                    .shardIterator();
            assertThat(toTheTip(kinesis, latest, 10)).isEmpty();
            assertThatThrownBy(() -> iterator(kinesis, "places", shard, SettableClockStack.START.plusSeconds(3600)))
                    .isInstanceOf(InvalidArgumentException.class)
                    .hasMessageContaining("after now");
        }
    }

    @Test
    void returnsEmptyPagesWithinAShardAndAnEarlyZero(Clients clients, AdminClient admin) throws Exception {
        try (KinesisClient kinesis = clients.kinesis()) {
            prepare(admin, kinesis, "moody", 1);
            String lines = String.join(
                    "\n", IntStream.range(0, 100).mapToObj(Integer::toString).toList());
            preload(admin, "moody", "2001-01-01", lines.getBytes(StandardCharsets.UTF_8));
            String iterator =
                    iterator(kinesis, "moody", shardIds(kinesis, "moody").get(0), Instant.EPOCH);
            int read = 0;
            boolean emptyWithinShard = false;
            boolean earlyZero = false;
            while (read < 100) {
                String current = iterator;
                GetRecordsResponse page =
                        kinesis.getRecords(get -> get.shardIterator(current).limit(10));
                read += page.records().size();
                emptyWithinShard |= page.records().isEmpty() && page.millisBehindLatest() > 0;
                earlyZero |= page.millisBehindLatest() == 0 && read < 100;
                assertThat(page.records().isEmpty() && page.millisBehindLatest() == 0)
                        .isFalse();
                iterator = page.nextShardIterator();
            }
            assertThat(emptyWithinShard).isTrue();
            assertThat(earlyZero).isTrue();
        }
    }
}
