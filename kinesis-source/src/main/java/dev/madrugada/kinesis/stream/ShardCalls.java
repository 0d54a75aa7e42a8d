package dev.madrugada.kinesis.stream;

import dev.madrugada.kinesis.StreamRefusedException;
import dev.madrugada.kinesis.StreamUnavailableException;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.GetRecordsResponse;
import software.amazon.awssdk.services.kinesis.model.GetShardIteratorRequest;
import software.amazon.awssdk.services.kinesis.model.Record;
import software.amazon.awssdk.services.kinesis.model.ResourceNotFoundException;
import software.amazon.awssdk.services.kinesis.model.ShardIteratorType;

/** The Kinesis calls that read a shard. Each method makes one attempt. */
final class ShardCalls {

    private final KinesisClient kinesis;
    private final StreamId stream;
    private final AwsCalls calls;

    ShardCalls(KinesisClient kinesis, StreamId stream, AwsCalls calls) {
        this.kinesis = kinesis;
        this.stream = stream;
        this.calls = calls;
    }

    String iteratorAt(String shardId, Instant timestamp) {
        return iterator(
                shardId,
                r -> r.shardIteratorType(ShardIteratorType.AT_TIMESTAMP).timestamp(timestamp));
    }

    String iteratorAfter(String shardId, String sequenceNumber) {
        return iterator(
                shardId,
                r -> r.shardIteratorType(ShardIteratorType.AFTER_SEQUENCE_NUMBER)
                        .startingSequenceNumber(sequenceNumber));
    }

    /**
     * One page of a shard.
     *
     * @throws software.amazon.awssdk.services.kinesis.model.ExpiredIteratorException if the iterator has expired
     * @throws ShardGoneException if the stream no longer has the shard; this is possible although the iterator is valid
     */
    IteratedPage page(String shardId, String iterator, int maxRecords) {
        return attemptOnShard(shardId, "GetRecords", () -> {
            RawResponse body = new RawResponse();
            GetRecordsResponse answer = kinesis.getRecords(r -> r.shardIterator(iterator)
                    .limit(maxRecords)
                    .streamARN(stream.arn())
                    .overrideConfiguration(o -> o.putExecutionAttribute(RawResponse.ATTRIBUTE, body)));
            byte[] bytes = body.bytes();
            return bytes == null ? page(answer) : PageDecoder.decoded(bytes, calls::missingArrivalTime);
        });
    }

    /** A page that the SDK unmarshalled, for example from an endpoint that answers in JSON. */
    private IteratedPage page(GetRecordsResponse answer) {
        List<StreamRecord> records =
                answer.records().stream().map(this::streamRecord).toList();
        Long behind = answer.millisBehindLatest();
        String next = answer.nextShardIterator();
        return new IteratedPage(
                new ShardPage(
                        records,
                        next == null ? ShardPage.Successor.NONE : ShardPage.Successor.PAGE,
                        behind == null ? ShardPage.UNKNOWN : behind),
                next);
    }

    StreamUnavailableException unavailable(String action, Exception e) {
        return calls.unavailable(action, e);
    }

    private String iterator(String shardId, Consumer<GetShardIteratorRequest.Builder> where) {
        return attemptOnShard(
                        shardId,
                        "GetShardIterator",
                        () -> kinesis.getShardIterator(r -> where.accept(r.streamName(stream.nameWithoutArn())
                                .streamARN(stream.arn())
                                .shardId(shardId))))
                .shardIterator();
    }

    private <T> T attemptOnShard(String shardId, String action, Supplier<T> request) {
        try {
            return calls.attempt(action, request);
        } catch (StreamRefusedException refused) {
            throw isShardMissing(refused) ? new ShardGoneException(shardId, refused) : refused;
        }
    }

    /**
     * Kinesis answers with the same error for a missing shard and for a missing stream. A further call distinguishes
     * the two cases.
     */
    private boolean isShardMissing(StreamRefusedException refused) {
        if (!(refused.getCause() instanceof ResourceNotFoundException)) {
            return false;
        }
        try {
            calls.attempt(
                    "DescribeStreamSummary",
                    () -> kinesis.describeStreamSummary(
                            r -> r.streamName(stream.nameWithoutArn()).streamARN(stream.arn())));
            return true;
        } catch (StreamRefusedException alsoRefused) {
            return false;
        }
    }

    private StreamRecord streamRecord(Record record) {
        Instant arrivedAt = record.approximateArrivalTimestamp();
        if (arrivedAt == null) {
            throw calls.missingArrivalTime(record.sequenceNumber());
        }
        return new StreamRecord(
                record.sequenceNumber(),
                record.partitionKey(),
                arrivedAt,
                record.data().asByteArrayUnsafe());
    }
}
