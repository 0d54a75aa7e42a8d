package dev.madrugada.kinesis.stream;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.ExpiredNextTokenException;
import software.amazon.awssdk.services.kinesis.model.ListShardsRequest;
import software.amazon.awssdk.services.kinesis.model.ListShardsResponse;
import software.amazon.awssdk.services.kinesis.model.Shard;
import software.amazon.awssdk.services.kinesis.model.ShardFilterType;
import software.amazon.awssdk.services.kinesis.model.StreamDescriptionSummary;
import software.amazon.awssdk.utils.SdkAutoCloseable;

/** Reads the stream by polling, through the AWS SDK's blocking client. */
final class AwsStreamClient implements StreamClient {

    private static final int MAX_LISTINGS = 3;

    private final KinesisClient kinesis;
    private final StreamId stream;
    private final RetryPolicy policy;
    private final List<SdkAutoCloseable> owned;
    private final AwsCalls calls;

    /** @param owned closed with this client, in this order */
    AwsStreamClient(KinesisClient kinesis, StreamId stream, RetryPolicy policy, List<SdkAutoCloseable> owned) {
        this.kinesis = kinesis;
        this.stream = stream;
        this.policy = policy;
        this.owned = List.copyOf(owned);
        this.calls = new AwsCalls(stream);
    }

    @Override
    public StreamSummary summary() {
        StreamDescriptionSummary summary = withRetries(
                        "DescribeStreamSummary",
                        () -> kinesis.describeStreamSummary(
                                r -> r.streamName(stream.nameWithoutArn()).streamARN(stream.arn())))
                .streamDescriptionSummary();
        return new StreamSummary(
                Duration.ofHours(summary.retentionPeriodHours()),
                summary.streamARN(),
                summary.streamCreationTimestamp());
    }

    @Override
    public List<StreamShard> shardsSince(Instant from) {
        return List.copyOf(shards(ShardFilterType.FROM_TIMESTAMP, from).values());
    }

    @Override
    public Set<String> shardsOpenAt(Instant instant) {
        return Set.copyOf(shards(ShardFilterType.AT_TIMESTAMP, instant).keySet());
    }

    @Override
    public ShardFeed feed(String shardId, Instant from) {
        return new PollingFeed(new ShardCalls(kinesis, stream, calls), shardId, from);
    }

    @Override
    public long calls() {
        return calls.count();
    }

    @Override
    public void close() {
        owned.forEach(SdkAutoCloseable::close);
    }

    /** Restarts a listing whose token has expired, which happens after five minutes of throttling. */
    private Map<String, StreamShard> shards(ShardFilterType filter, Instant instant) {
        ListShardsRequest first = ListShardsRequest.builder()
                .streamName(stream.nameWithoutArn())
                .streamARN(stream.arn())
                .shardFilter(f -> f.type(filter).timestamp(instant))
                .build();
        for (int listing = 1; ; listing++) {
            try {
                return shards(first);
            } catch (ExpiredNextTokenException expired) {
                if (listing == MAX_LISTINGS) {
                    throw calls.unavailable("ListShards", expired);
                }
            }
        }
    }

    private Map<String, StreamShard> shards(ListShardsRequest first) {
        Map<String, StreamShard> shards = new LinkedHashMap<>();
        ListShardsRequest request = first;
        while (true) {
            ListShardsRequest page = request;
            ListShardsResponse answer = withRetries("ListShards", () -> kinesis.listShards(page));
            answer.shards().forEach(shard -> shards.putIfAbsent(shard.shardId(), streamShard(shard)));
            if (answer.nextToken() == null) {
                return shards;
            }
            // The token contains the stream and the filter. Kinesis rejects a token together with a stream name.
            request = ListShardsRequest.builder().nextToken(answer.nextToken()).build();
        }
    }

    private static StreamShard streamShard(Shard shard) {
        return new StreamShard(
                shard.shardId(),
                Stream.of(shard.parentShardId(), shard.adjacentParentShardId())
                        .filter(parent -> parent != null && !parent.isEmpty())
                        .toList());
    }

    private <T> T withRetries(String action, Supplier<T> request) {
        return new RetryState(policy).call(() -> calls.attempt(action, request));
    }
}
