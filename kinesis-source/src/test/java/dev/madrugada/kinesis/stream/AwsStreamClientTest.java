package dev.madrugada.kinesis.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.madrugada.kinesis.StreamRefusedException;
import dev.madrugada.kinesis.StreamThrottledException;
import dev.madrugada.kinesis.StreamUnavailableException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.kinesis.model.ExpiredIteratorException;
import software.amazon.awssdk.services.kinesis.model.ExpiredNextTokenException;
import software.amazon.awssdk.services.kinesis.model.GetRecordsResponse;
import software.amazon.awssdk.services.kinesis.model.KinesisException;
import software.amazon.awssdk.services.kinesis.model.KmsThrottlingException;
import software.amazon.awssdk.services.kinesis.model.LimitExceededException;
import software.amazon.awssdk.services.kinesis.model.ListShardsRequest;
import software.amazon.awssdk.services.kinesis.model.ListShardsResponse;
import software.amazon.awssdk.services.kinesis.model.ProvisionedThroughputExceededException;
import software.amazon.awssdk.services.kinesis.model.Record;
import software.amazon.awssdk.services.kinesis.model.Shard;
import software.amazon.awssdk.services.kinesis.model.ShardFilter;
import software.amazon.awssdk.services.kinesis.model.ShardFilterType;

class AwsStreamClientTest {

    private static final Instant FROM = Instant.parse("2001-01-01T09:58:00Z");
    private static final String ARN = "arn:aws:kinesis:eu-west-1:123456789012:stream/flights";

    private final ScriptedKinesis kinesis = new ScriptedKinesis();
    private final StreamClient byName = client(new StreamId("flights", null));
    private final StreamClient byArn = client(new StreamId("flights", ARN));

    @Test
    void followsTheTokensOfListShardsWithoutTheStreamName() {
        kinesis.shardPages.add(shards("token-1", "shard-0", "shard-1"));
        kinesis.shardPages.add(shards("token-2"));
        kinesis.shardPages.add(shards(null, "shard-1", "shard-2"));

        assertThat(byName.shardsSince(FROM))
                .extracting(StreamShard::id)
                .containsExactly("shard-0", "shard-1", "shard-2");

        ListShardsRequest first = kinesis.listed.get(0);
        assertThat(first.streamName()).isEqualTo("flights");
        assertThat(first.streamARN()).isNull();
        assertThat(first.shardFilter().type()).isEqualTo(ShardFilterType.FROM_TIMESTAMP);
        assertThat(first.shardFilter().timestamp()).isEqualTo(FROM);
        assertThat(kinesis.listed.subList(1, 3))
                .containsExactly(
                        ListShardsRequest.builder().nextToken("token-1").build(),
                        ListShardsRequest.builder().nextToken("token-2").build());
    }

    @Test
    void restartsTheListingAfterAnExpiredToken() {
        kinesis.shardPages.add(shards("token-1", "shard-0", "shard-1"));
        kinesis.shardPages.add(
                ExpiredNextTokenException.builder().statusCode(400).build());
        kinesis.shardPages.add(shards("token-2", "shard-0", "shard-1"));
        kinesis.shardPages.add(shards(null, "shard-2"));

        assertThat(byName.shardsSince(FROM))
                .extracting(StreamShard::id)
                .containsExactly("shard-0", "shard-1", "shard-2");
        assertThat(kinesis.listed)
                .extracting(ListShardsRequest::nextToken)
                .containsExactly(null, "token-1", null, "token-2");
    }

    @Test
    void limitsTheRestartsOfAListing() {
        for (int pages = 0; pages < 20; pages++) {
            kinesis.shardPages.add(shards("token", "shard-0"));
            kinesis.shardPages.add(
                    ExpiredNextTokenException.builder().statusCode(400).build());
        }

        assertThatThrownBy(() -> byName.shardsSince(FROM))
                .isInstanceOf(StreamUnavailableException.class)
                .hasMessageContaining("ListShards");
    }

    @Test
    void returnsBothParentsOfAMerge() {
        Shard.Builder child = Shard.builder().shardId("child").parentShardId("left");
        kinesis.shardPages.add(ListShardsResponse.builder()
                .shards(child.adjacentParentShardId("right").build())
                .build());

        assertThat(byName.shardsSince(FROM)).containsExactly(new StreamShard("child", List.of("left", "right")));
    }

    @Test
    void listsTheShardsOpenAtAnInstant() {
        kinesis.shardPages.add(shards(null, "shard-0"));

        assertThat(byName.shardsOpenAt(FROM)).containsExactly("shard-0");
        assertThat(kinesis.listed.get(0).shardFilter())
                .isEqualTo(ShardFilter.builder()
                        .type(ShardFilterType.AT_TIMESTAMP)
                        .timestamp(FROM)
                        .build());
    }

    @Test
    void sendsOnlyTheArnIfThereIsOne() {
        kinesis.shardPages.add(shards(null, "shard-0"));

        byArn.shardsSince(FROM);
        byArn.summary();
        byArn.feed("shard-0", FROM).next(7);

        assertThat(kinesis.listed.get(0).streamARN()).isEqualTo(ARN);
        assertThat(kinesis.listed.get(0).streamName()).isNull();
        assertThat(kinesis.named).containsExactly("null " + ARN, "null " + ARN, ARN);
    }

    @Test
    void readsTheRetention() {
        assertThat(byName.summary())
                .isEqualTo(new StreamSummary(Duration.ofDays(2), InMemoryStream.ARN, InMemoryStream.CREATED));
    }

    @Test
    void requestsAnIteratorAtATimestamp() {
        byName.feed("shard-0", FROM).next(7);

        assertThat(kinesis.read).containsExactly("shard-0 AT_TIMESTAMP " + FROM + " limit 7");
    }

    @Test
    void returnsAllFieldsOfAPage() {
        kinesis.page = GetRecordsResponse.builder()
                .records(Record.builder()
                        .sequenceNumber("1")
                        .partitionKey("k")
                        .approximateArrivalTimestamp(FROM)
                        .data(SdkBytes.fromUtf8String("x"))
                        .build())
                .nextShardIterator("next")
                .millisBehindLatest(7L)
                .build();

        ShardPage page = byName.feed("shard-0", FROM).next(1);

        assertThat(page.successor()).isEqualTo(ShardPage.Successor.PAGE);
        assertThat(page.millisBehindLatest()).isEqualTo(7);
        assertThat(page.records()).singleElement().satisfies(record -> {
            assertThat(record.sequenceNumber()).isEqualTo("1");
            assertThat(record.partitionKey()).isEqualTo("k");
            assertThat(record.arrivedAt()).isEqualTo(FROM);
            assertThat(record.payload()).asString().isEqualTo("x");
        });
    }

    @Test
    void aMissingMillisBehindLatestIsNotTheTip() {
        kinesis.page = GetRecordsResponse.builder().nextShardIterator("next").build();

        assertThat(byName.feed("shard-0", FROM).next(1).millisBehindLatest()).isEqualTo(ShardPage.UNKNOWN);
    }

    @Test
    void rejectsARecordWithoutAnArrivalTime() {
        kinesis.page = GetRecordsResponse.builder()
                .records(Record.builder()
                        .sequenceNumber("1")
                        .partitionKey("k")
                        .data(SdkBytes.fromUtf8String("secret"))
                        .build())
                .build();

        assertThatThrownBy(() -> byName.feed("shard-0", FROM).next(1))
                .isInstanceOf(StreamRefusedException.class)
                .hasMessageContaining("record 1 has no arrival time")
                .hasMessageNotContaining("secret");
    }

    @ParameterizedTest
    @MethodSource
    void translatesSdkExceptions(RuntimeException failure, Class<? extends RuntimeException> kind, String message) {
        kinesis.failure = failure;

        assertThatThrownBy(() -> byName.feed("shard-0", FROM).next(1))
                .isInstanceOf(kind)
                .hasMessageStartingWith(message)
                .hasCause(failure);
    }

    static Stream<Arguments> translatesSdkExceptions() {
        return Stream.of(
                Arguments.of(
                        ProvisionedThroughputExceededException.builder()
                                .awsErrorDetails(code("ProvisionedThroughputExceededException"))
                                .statusCode(400)
                                .build(),
                        StreamThrottledException.class,
                        "StreamThrottled: stream flights: GetRecords was throttled"),
                Arguments.of(
                        LimitExceededException.builder()
                                .awsErrorDetails(code("LimitExceededException"))
                                .statusCode(400)
                                .build(),
                        StreamThrottledException.class,
                        "StreamThrottled: stream flights: "),
                Arguments.of(
                        KmsThrottlingException.builder()
                                .awsErrorDetails(code("KMSThrottlingException"))
                                .statusCode(400)
                                .build(),
                        StreamThrottledException.class,
                        "StreamThrottled: stream flights: "),
                Arguments.of(
                        KinesisException.builder()
                                .awsErrorDetails(code("AccessDeniedException"))
                                .statusCode(400)
                                .build(),
                        StreamRefusedException.class,
                        "StreamRefused: stream flights: GetRecords was rejected"),
                Arguments.of(
                        ExpiredIteratorException.builder()
                                .awsErrorDetails(code("ExpiredIteratorException"))
                                .statusCode(400)
                                .build(),
                        StreamUnavailableException.class,
                        "StreamUnavailable: stream flights: "),
                Arguments.of(
                        KinesisException.builder()
                                .awsErrorDetails(code("RequestTimeTooSkewed"))
                                .statusCode(400)
                                .build(),
                        StreamUnavailableException.class,
                        "StreamUnavailable: stream flights: GetRecords failed"),
                Arguments.of(
                        KinesisException.builder()
                                .awsErrorDetails(code("InternalFailure"))
                                .statusCode(500)
                                .build(),
                        StreamUnavailableException.class,
                        "StreamUnavailable: stream flights: GetRecords failed"),
                Arguments.of(
                        SdkClientException.create("Connection reset"),
                        StreamUnavailableException.class,
                        "StreamUnavailable: stream flights: GetRecords failed (Connection reset)"));
    }

    @Test
    void closesItsResources() {
        byName.close();

        assertThat(kinesis.closed).isTrue();
    }

    private StreamClient client(StreamId stream) {
        RetryPolicy once = new RetryPolicy(Duration.ZERO, Duration.ZERO, Duration.ZERO, Duration.ZERO);
        return new AwsStreamClient(kinesis, stream, once, List.of(kinesis));
    }

    private static AwsErrorDetails code(String code) {
        return AwsErrorDetails.builder().errorCode(code).errorMessage(code).build();
    }

    private static ListShardsResponse shards(@Nullable String token, String... ids) {
        return ListShardsResponse.builder()
                .shards(Stream.of(ids)
                        .map(id -> Shard.builder().shardId(id).build())
                        .toList())
                .nextToken(token)
                .build();
    }
}
