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

/** The calls that read a shard, each one attempt. */
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
     * @throws software.amazon.awssdk.services.kinesis.model.ExpiredIteratorException if the iterator is too old
     * @throws ShardGoneException if the shard is gone, as it may be behind an iterator that is still good
     */
    IteratedPage page(String shardId, String iterator, int atMost) {
        return ofShard(shardId, "GetRecords", () -> {
            RawResponse body = new RawResponse();
            GetRecordsResponse answer = kinesis.getRecords(r -> r.shardIterator(iterator)
                    .limit(atMost)
                    .streamARN(stream.arn())
                    .overrideConfiguration(o -> o.putExecutionAttribute(RawResponse.ATTRIBUTE, body)));
            byte[] bytes = body.bytes();
            return bytes == null ? page(answer) : PageDecoder.decoded(bytes, calls::withoutArrival);
        });
    }

    /** An endpoint that speaks JSON, say. */
    private IteratedPage page(GetRecordsResponse answer) {
        List<StreamRecord> records =
                answer.records().stream().map(this::streamRecord).toList();
        Long behind = answer.millisBehindLatest();
        String next = answer.nextShardIterator();
        return new IteratedPage(
                new ShardPage(
                        records,
                        next == null ? ShardPage.Successor.NOTHING : ShardPage.Successor.PAGE,
                        behind == null ? ShardPage.UNKNOWN : behind),
                next);
    }

    StreamUnavailableException unavailable(String action, Exception e) {
        return calls.unavailable(action, e);
    }

    private String iterator(String shardId, Consumer<GetShardIteratorRequest.Builder> where) {
        return ofShard(
                        shardId,
                        "GetShardIterator",
                        () -> kinesis.getShardIterator(r -> where.accept(r.streamName(stream.nameAlone())
                                .streamARN(stream.arn())
                                .shardId(shardId))))
                .shardIterator();
    }

    private <T> T ofShard(String shardId, String action, Supplier<T> request) {
        try {
            return calls.attempt(action, request);
        } catch (StreamRefusedException refused) {
            throw isOfTheShard(refused) ? new ShardGoneException(shardId, refused) : refused;
        }
    }

    /** The service says the same of a shard that isn't there and of a stream that isn't there. */
    private boolean isOfTheShard(StreamRefusedException refused) {
        if (!(refused.getCause() instanceof ResourceNotFoundException)) {
            return false;
        }
        try {
            calls.attempt(
                    "DescribeStreamSummary",
                    () -> kinesis.describeStreamSummary(
                            r -> r.streamName(stream.nameAlone()).streamARN(stream.arn())));
            return true;
        } catch (StreamRefusedException alsoRefused) {
            return false;
        }
    }

    private StreamRecord streamRecord(Record record) {
        Instant arrivedAt = record.approximateArrivalTimestamp();
        if (arrivedAt == null) {
            throw calls.withoutArrival(record.sequenceNumber());
        }
        return new StreamRecord(
                record.sequenceNumber(),
                record.partitionKey(),
                arrivedAt,
                record.data().asByteArrayUnsafe());
    }
}
