package dev.madrugada.localstack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.GetRecordsResponse;
import software.amazon.awssdk.services.kinesis.model.InvalidArgumentException;
import software.amazon.awssdk.services.kinesis.model.PutRecordsRequestEntry;
import software.amazon.awssdk.services.kinesis.model.Record;
import software.amazon.awssdk.services.kinesis.model.ResourceInUseException;
import software.amazon.awssdk.services.kinesis.model.ResourceNotFoundException;
import software.amazon.awssdk.services.kinesis.model.Shard;
import software.amazon.awssdk.services.kinesis.model.ShardFilterType;
import software.amazon.awssdk.services.kinesis.model.ShardIteratorType;

@ExtendWith(SharedStack.class)
class KinesisTest {
    private final HttpClient http = HttpClient.newHttpClient();

    @SuppressWarnings("CheckReturnValue")
    private static void create(KinesisClient kinesis, String stream, int shards) {
        kinesis.createStream(create -> create.streamName(stream).shardCount(shards));
    }

    private static List<String> shardIds(KinesisClient kinesis, String stream) {
        return kinesis.listShards(list -> list.streamName(stream)).shards().stream()
                .map(Shard::shardId)
                .toList();
    }

    private static String iterator(KinesisClient kinesis, String stream, String shard, Instant from) {
        return kinesis.getShardIterator(get -> get.streamName(stream)
                        .shardId(shard)
                        .shardIteratorType(ShardIteratorType.AT_TIMESTAMP)
                        .timestamp(from))
                .shardIterator();
    }

    /** Reads to the tip: until an empty page says that nothing follows. */
    private static List<Record> toTheTip(KinesisClient kinesis, String firstIterator, int limit) {
        List<Record> records = new ArrayList<>();
        String iterator = firstIterator;
        while (true) {
            String current = iterator;
            GetRecordsResponse page =
                    kinesis.getRecords(get -> get.shardIterator(current).limit(limit));
            records.addAll(page.records());
            if (page.records().isEmpty() && page.millisBehindLatest() == 0) {
                return records;
            }
            iterator = page.nextShardIterator();
        }
    }

    private static List<Record> all(KinesisClient kinesis, String stream) {
        List<Record> records = new ArrayList<>();
        for (String shard : shardIds(kinesis, stream)) {
            String horizon = kinesis.getShardIterator(get ->
                            get.streamName(stream).shardId(shard).shardIteratorType(ShardIteratorType.TRIM_HORIZON))
                    .shardIterator();
            records.addAll(toTheTip(kinesis, horizon, 10_000));
        }
        return records;
    }

    private String preload(Clients clients, String stream, String date, byte[] body)
            throws IOException, InterruptedException {
        URI uri = URI.create(
                clients.endpoints().aws() + "/_local/kinesis/" + stream + "/preload?name=in.json&date=" + date);
        HttpRequest request = HttpRequest.newBuilder(uri)
                .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                .build();
        return http.send(request, HttpResponse.BodyHandlers.ofString()).body();
    }

    @Test
    void givesBackWhatWasPutByteForByteAndInOrder(Clients clients) {
        try (KinesisClient kinesis = clients.kinesis()) {
            create(kinesis, "roundtrip", 1);
            List<PutRecordsRequestEntry> entries = IntStream.range(0, 500)
                    .mapToObj(i -> PutRecordsRequestEntry.builder()
                            .partitionKey("key-" + i)
                            .data(SdkBytes.fromByteArray(new byte[] {(byte) i, (byte) (i >> 8), (byte) 0xff, '\n'}))
                            .build())
                    .toList();
            Instant before = Instant.now().minusMillis(1);
            var answer = kinesis.putRecords(put -> put.streamName("roundtrip").records(entries));

            assertThat(answer.failedRecordCount()).isZero();
            List<Record> records = all(kinesis, "roundtrip");
            assertThat(records)
                    .extracting(Record::data)
                    .containsExactlyElementsOf(
                            entries.stream().map(PutRecordsRequestEntry::data).toList());
            assertThat(records)
                    .extracting(Record::sequenceNumber)
                    .containsExactlyElementsOf(answer.records().stream()
                            .map(each -> each.sequenceNumber())
                            .toList());
            assertThat(records).extracting(Record::partitionKey).contains("key-0", "key-499");
            assertThat(records.get(0).approximateArrivalTimestamp())
                    .isBetween(before, Instant.now().plusMillis(1));
            assertThat(records).extracting(Record::sequenceNumber).isSorted();
        }
    }

    @Test
    void spreadsByThePartitionKeysHash(Clients clients) {
        try (KinesisClient kinesis = clients.kinesis()) {
            create(kinesis, "spread", 4);
            List<Shard> shards =
                    kinesis.listShards(list -> list.streamName("spread")).shards();
            Set<String> used = new HashSet<>();
            for (int i = 0; i < 40; i++) {
                String key = "k" + i;
                used.add(kinesis.putRecord(put ->
                                put.streamName("spread").partitionKey(key).data(SdkBytes.fromUtf8String("x")))
                        .shardId());
            }
            BigInteger last = BigInteger.TWO.pow(128).subtract(BigInteger.ONE);
            String explicit = kinesis.putRecord(put -> put.streamName("spread")
                            .partitionKey("k")
                            .explicitHashKey(last.toString())
                            .data(SdkBytes.fromUtf8String("x")))
                    .shardId();

            assertThat(used).hasSize(4);
            assertThat(explicit).isEqualTo(shards.get(3).shardId());
            assertThat(shards.get(0).hashKeyRange().startingHashKey()).isEqualTo("0");
            assertThat(shards.get(3).hashKeyRange().endingHashKey()).isEqualTo(last.toString());
        }
    }

    @Test
    void listsShardsByPageAndFilter(Clients clients) {
        try (KinesisClient kinesis = clients.kinesis()) {
            create(kinesis, "listing", 5);
            var first = kinesis.listShards(list -> list.streamName("listing").maxResults(3));
            var second = kinesis.listShards(list -> list.nextToken(first.nextToken()));

            assertThat(first.shards()).hasSize(3);
            assertThat(second.shards()).hasSize(2);
            assertThat(second.nextToken()).isNull();
            for (ShardFilterType type : List.of(
                    ShardFilterType.AT_LATEST, ShardFilterType.AT_TRIM_HORIZON, ShardFilterType.FROM_TRIM_HORIZON)) {
                assertThat(kinesis.listShards(list -> list.streamName("listing").shardFilter(f -> f.type(type)))
                                .shards())
                        .hasSize(5);
            }
            Instant dayBefore = Instant.parse("2001-01-01T00:00:00Z");
            assertThat(kinesis.listShards(list -> list.streamName("listing")
                                    .shardFilter(f -> f.type(ShardFilterType.FROM_TIMESTAMP)
                                            .timestamp(dayBefore)))
                            .shards())
                    .hasSize(5);
        }
    }

    @Test
    void preloadsADaysLinesOnce(Clients clients) throws Exception {
        try (KinesisClient kinesis = clients.kinesis()) {
            create(kinesis, "day", 4);
            byte[] lines = "{\"a\":1}\r\n\nbroken {\n\u00e9\u0000\nlast".getBytes(StandardCharsets.UTF_8);
            ByteArrayOutputStream zipped = new ByteArrayOutputStream();
            try (GZIPOutputStream gzip = new GZIPOutputStream(zipped)) {
                gzip.write(lines);
            }

            assertThat(preload(clients, "day", "2001-01-02", lines)).isEqualTo("{\"records\":5,\"already\":false}");
            assertThat(preload(clients, "day", "2001-01-02", zipped.toByteArray()))
                    .isEqualTo("{\"records\":5,\"already\":true}");
            assertThat(preload(clients, "day", "2001-01-01", lines)).isEqualTo("{\"records\":5,\"already\":false}");

            List<Record> records = all(kinesis, "day");
            assertThat(records).hasSize(10);
            List<Record> second = records.stream()
                    .filter(each -> each.approximateArrivalTimestamp().isAfter(Instant.parse("2001-01-01T23:59:59Z")))
                    .sorted(java.util.Comparator.comparing(Record::approximateArrivalTimestamp))
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
            assertThat(preload(clients, "nowhere", "2001-01-01", lines)).contains("ResourceNotFoundException");
        }
    }

    @Test
    void startsAtATimestampAndAtOrAfterANumber(Clients clients) throws Exception {
        try (KinesisClient kinesis = clients.kinesis()) {
            create(kinesis, "places", 1);
            preload(clients, "places", "2001-01-01", "a\nb\nc\nd\n".getBytes(StandardCharsets.UTF_8));
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
            assertThatThrownBy(() ->
                            iterator(kinesis, "places", shard, Instant.now().plusSeconds(3600)))
                    .isInstanceOf(InvalidArgumentException.class)
                    .hasMessageContaining("after now");
        }
    }

    @Test
    void hasEmptyPagesInMidShardAndClaimsTheTipTooEarly(Clients clients) throws Exception {
        try (KinesisClient kinesis = clients.kinesis()) {
            create(kinesis, "moody", 1);
            String lines = String.join(
                    "\n", IntStream.range(0, 100).mapToObj(Integer::toString).toList());
            preload(clients, "moody", "2001-01-01", lines.getBytes(StandardCharsets.UTF_8));
            String iterator =
                    iterator(kinesis, "moody", shardIds(kinesis, "moody").get(0), Instant.EPOCH);
            int read = 0;
            boolean emptyInMidShard = false;
            boolean tooEarly = false;
            while (read < 100) {
                String current = iterator;
                GetRecordsResponse page =
                        kinesis.getRecords(get -> get.shardIterator(current).limit(10));
                read += page.records().size();
                emptyInMidShard |= page.records().isEmpty() && page.millisBehindLatest() > 0;
                tooEarly |= page.millisBehindLatest() == 0 && read < 100;
                assertThat(page.records().isEmpty() && page.millisBehindLatest() == 0)
                        .isFalse();
                iterator = page.nextShardIterator();
            }
            assertThat(emptyInMidShard).isTrue();
            assertThat(tooEarly).isTrue();
        }
    }

    @Test
    void namesItsErrorsAsTheSdkKnowsThem(Clients clients) {
        try (KinesisClient kinesis = clients.kinesis()) {
            create(kinesis, "errors", 1);
            assertThatThrownBy(() -> create(kinesis, "errors", 1)).isInstanceOf(ResourceInUseException.class);
            assertThatThrownBy(() -> kinesis.describeStreamSummary(get -> get.streamName("none")))
                    .isInstanceOf(ResourceNotFoundException.class)
                    .hasMessageContaining("Stream none not found");
            assertThatThrownBy(() -> kinesis.getRecords(get -> get.shardIterator("bogus")))
                    .isInstanceOf(InvalidArgumentException.class);
            assertThatThrownBy(() -> kinesis.listStreamConsumers(list -> list.streamARN("arn:x")))
                    .hasMessageContaining("Kinesis_20131202.ListStreamConsumers");
        }
    }

    @Test
    void changesAndTellsTheRetention(Clients clients) {
        try (KinesisClient kinesis = clients.kinesis()) {
            create(kinesis, "retention", 2);
            var unused = kinesis.increaseStreamRetentionPeriod(
                    change -> change.streamName("retention").retentionPeriodHours(48));
            var summary = kinesis.describeStreamSummary(get -> get.streamName("retention"))
                    .streamDescriptionSummary();
            assertThat(summary.retentionPeriodHours()).isEqualTo(48);
            assertThat(summary.openShardCount()).isEqualTo(2);
            assertThat(summary.streamCreationTimestamp()).isBefore(Instant.now());
        }
    }

    @Test
    void speaksJsonToo(Clients clients) {
        System.setProperty("aws.cborEnabled", "false");
        try (KinesisClient kinesis = clients.kinesis()) {
            create(kinesis, "json", 1);
            Instant before = Instant.now().minusMillis(1);
            var unused = kinesis.putRecord(put ->
                    put.streamName("json").partitionKey("k").data(SdkBytes.fromByteArray(new byte[] {0, (byte) 0xff})));
            String shard = shardIds(kinesis, "json").get(0);
            List<Record> records = toTheTip(kinesis, iterator(kinesis, "json", shard, before), 10);

            assertThat(records).hasSize(1);
            assertThat(records.get(0).data().asByteArray()).containsExactly(0, 0xff);
            assertThat(records.get(0).approximateArrivalTimestamp())
                    .isBetween(before, Instant.now().plusMillis(1));
            assertThatThrownBy(() -> create(kinesis, "json", 1)).isInstanceOf(ResourceInUseException.class);
        } finally {
            System.clearProperty("aws.cborEnabled");
        }
    }
}
