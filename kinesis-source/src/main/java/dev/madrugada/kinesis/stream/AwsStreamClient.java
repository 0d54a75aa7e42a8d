package dev.madrugada.kinesis.stream;

import dev.madrugada.kinesis.KinesisSourceException;
import dev.madrugada.kinesis.StreamRefusedException;
import dev.madrugada.kinesis.StreamThrottledException;
import dev.madrugada.kinesis.StreamUnavailableException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.ExpiredIteratorException;
import software.amazon.awssdk.services.kinesis.model.GetRecordsResponse;
import software.amazon.awssdk.services.kinesis.model.LimitExceededException;
import software.amazon.awssdk.services.kinesis.model.ListShardsRequest;
import software.amazon.awssdk.services.kinesis.model.ListShardsResponse;
import software.amazon.awssdk.services.kinesis.model.Record;
import software.amazon.awssdk.services.kinesis.model.ResourceInUseException;
import software.amazon.awssdk.services.kinesis.model.ShardFilterType;
import software.amazon.awssdk.services.kinesis.model.ShardIteratorType;
import software.amazon.awssdk.utils.SdkAutoCloseable;

/** The stream through the AWS SDK's blocking client, by polling. */
final class AwsStreamClient implements StreamClient {

    private final KinesisClient kinesis;
    private final StreamId stream;
    private final List<SdkAutoCloseable> owned;

    /** @param owned what to close with this client, in that order */
    AwsStreamClient(KinesisClient kinesis, StreamId stream, List<SdkAutoCloseable> owned) {
        this.kinesis = kinesis;
        this.stream = stream;
        this.owned = List.copyOf(owned);
    }

    @Override
    public StreamSummary summary() {
        int hours = call(
                        "DescribeStreamSummary",
                        () -> kinesis.describeStreamSummary(
                                r -> r.streamName(name()).streamARN(stream.arn())))
                .streamDescriptionSummary()
                .retentionPeriodHours();
        return new StreamSummary(Duration.ofHours(hours));
    }

    @Override
    public List<String> shardsSince(Instant from) {
        Set<String> shards = new LinkedHashSet<>();
        ListShardsRequest request = ListShardsRequest.builder()
                .streamName(name())
                .streamARN(stream.arn())
                .shardFilter(f -> f.type(ShardFilterType.FROM_TIMESTAMP).timestamp(from))
                .build();
        while (true) {
            ListShardsRequest page = request;
            ListShardsResponse answer = call("ListShards", () -> kinesis.listShards(page));
            answer.shards().forEach(shard -> shards.add(shard.shardId()));
            if (answer.nextToken() == null) {
                return List.copyOf(shards);
            }
            // The token stands for stream and filter; the service refuses it beside a stream name.
            request = ListShardsRequest.builder().nextToken(answer.nextToken()).build();
        }
    }

    @Override
    public String iteratorAt(String shardId, Instant timestamp) {
        return call(
                        "GetShardIterator",
                        () -> kinesis.getShardIterator(r -> r.streamName(name())
                                .streamARN(stream.arn())
                                .shardId(shardId)
                                .shardIteratorType(ShardIteratorType.AT_TIMESTAMP)
                                .timestamp(timestamp)))
                .shardIterator();
    }

    @Override
    public ShardPage page(String iterator) {
        GetRecordsResponse answer = call(
                "GetRecords",
                () -> kinesis.getRecords(r -> r.shardIterator(iterator).streamARN(stream.arn())));
        List<StreamRecord> records = new ArrayList<>(answer.records().size());
        for (Record each : answer.records()) {
            records.add(streamRecord(each));
        }
        Long behind = answer.millisBehindLatest();
        return new ShardPage(records, answer.nextShardIterator(), behind == null ? ShardPage.UNKNOWN : behind);
    }

    @Override
    public void close() {
        owned.forEach(SdkAutoCloseable::close);
    }

    /** The name goes without an ARN only: the service takes one of the two. */
    private @Nullable String name() {
        return stream.arn() == null ? stream.name() : null;
    }

    private StreamRecord streamRecord(Record record) {
        if (record.approximateArrivalTimestamp() == null) {
            throw new StreamUnavailableException(
                    ("StreamUnavailable: stream %s: record %s came without its arrival time; it can be placed neither"
                                    + " inside nor outside the window; read again, and look at the endpoint if it is"
                                    + " not AWS's own")
                            .formatted(stream, record.sequenceNumber()),
                    null);
        }
        return new StreamRecord(
                record.sequenceNumber(),
                record.partitionKey(),
                record.approximateArrivalTimestamp(),
                record.data().asByteArrayUnsafe());
    }

    private <T> T call(String action, Supplier<T> request) {
        try {
            return request.get();
        } catch (AwsServiceException e) {
            throw translated(action, e);
        } catch (SdkClientException e) {
            throw unavailable(action, e);
        }
    }

    private KinesisSourceException translated(String action, AwsServiceException e) {
        if (e.isThrottlingException() || e instanceof LimitExceededException) {
            return new StreamThrottledException(
                    ("StreamThrottled: stream %s: %s was throttled until its attempts were used up (%s); other consumers"
                                    + " share the shard's two megabytes and five calls a second; read again when they"
                                    + " are quieter")
                            .formatted(stream, action, e.getMessage()),
                    e);
        }
        // Neither speaks against a second try: a new task takes a new iterator, and a stream is busy for moments only.
        if (e.statusCode() >= 500 || e instanceof ExpiredIteratorException || e instanceof ResourceInUseException) {
            return unavailable(action, e);
        }
        return new StreamRefusedException(
                ("StreamRefused: stream %s: %s was refused (%s); the stream, its region or the permissions are not what"
                                + " the options say; check stream, region and role-arn, and that the role may call %s")
                        .formatted(stream, action, e.getMessage(), action),
                e);
    }

    private StreamUnavailableException unavailable(String action, Exception e) {
        return new StreamUnavailableException(
                ("StreamUnavailable: stream %s: %s failed until its attempts were used up (%s); the service, the network"
                                + " or the credentials were not there; read again, and check the endpoint and the"
                                + " credentials of this process if it stays so")
                        .formatted(stream, action, e.getMessage()),
                e);
    }
}
