package dev.madrugada.localstack;

import static dev.madrugada.localstack.KinesisReader.all;
import static dev.madrugada.localstack.KinesisReader.createStream;
import static dev.madrugada.localstack.KinesisReader.iterator;
import static dev.madrugada.localstack.KinesisReader.shardIds;
import static dev.madrugada.localstack.KinesisReader.toTheTip;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.InvalidArgumentException;
import software.amazon.awssdk.services.kinesis.model.PutRecordsRequestEntry;
import software.amazon.awssdk.services.kinesis.model.Record;
import software.amazon.awssdk.services.kinesis.model.ResourceInUseException;
import software.amazon.awssdk.services.kinesis.model.ResourceNotFoundException;
import software.amazon.awssdk.services.kinesis.model.Shard;
import software.amazon.awssdk.services.kinesis.model.ShardFilterType;

@ExtendWith(SharedStack.class)
class KinesisTest {
    @Test
    void returnsRecordsUnchangedAndInOrder(Clients clients) {
        try (KinesisClient kinesis = clients.kinesis()) {
            createStream(kinesis, "roundtrip", 1);
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
    void assignsRecordsToShardsByHashKey(Clients clients) {
        try (KinesisClient kinesis = clients.kinesis()) {
            createStream(kinesis, "spread", 4);
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
            createStream(kinesis, "listing", 5);
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
    void throwsTheSdksExceptionClasses(Clients clients) {
        try (KinesisClient kinesis = clients.kinesis()) {
            createStream(kinesis, "errors", 1);
            assertThatThrownBy(() -> createStream(kinesis, "errors", 1)).isInstanceOf(ResourceInUseException.class);
            assertThatThrownBy(() -> kinesis.describeStreamSummary(get -> get.streamName("none")))
                    .isInstanceOf(ResourceNotFoundException.class)
                    .hasMessageContaining("Stream none under account 000000000000 not found");
            assertThatThrownBy(() -> kinesis.getRecords(get -> get.shardIterator("bogus")))
                    .isInstanceOf(InvalidArgumentException.class);
            assertThatThrownBy(() -> kinesis.listStreamConsumers(list -> list.streamARN("arn:x")))
                    .hasMessageContaining("Kinesis_20131202.ListStreamConsumers");
        }
    }

    @Test
    void changesTheRetentionPeriod(Clients clients) {
        try (KinesisClient kinesis = clients.kinesis()) {
            createStream(kinesis, "retention", 2);
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
    void supportsJson(Clients clients) {
        System.setProperty("aws.cborEnabled", "false");
        try (KinesisClient kinesis = clients.kinesis()) {
            createStream(kinesis, "json", 1);
            Instant before = Instant.now().minusMillis(1);
            var unused = kinesis.putRecord(put ->
                    put.streamName("json").partitionKey("k").data(SdkBytes.fromByteArray(new byte[] {0, (byte) 0xff})));
            String shard = shardIds(kinesis, "json").get(0);
            List<Record> records = toTheTip(kinesis, iterator(kinesis, "json", shard, before), 10);

            assertThat(records).hasSize(1);
            assertThat(records.get(0).data().asByteArray()).containsExactly(0, 0xff);
            assertThat(records.get(0).approximateArrivalTimestamp())
                    .isBetween(before, Instant.now().plusMillis(1));
            assertThatThrownBy(() -> createStream(kinesis, "json", 1)).isInstanceOf(ResourceInUseException.class);
        } finally {
            System.clearProperty("aws.cborEnabled");
        }
    }
}
