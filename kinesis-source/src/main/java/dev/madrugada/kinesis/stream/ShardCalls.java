package dev.madrugada.kinesis.stream;

import dev.madrugada.kinesis.StreamRefusedException;
import dev.madrugada.kinesis.StreamUnavailableException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
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

    /** @throws software.amazon.awssdk.services.kinesis.model.ExpiredIteratorException if the iterator is too old */
    IteratedPage page(String iterator, int atMost) {
        GetRecordsResponse answer = calls.attempt(
                "GetRecords",
                () -> kinesis.getRecords(
                        r -> r.shardIterator(iterator).limit(atMost).streamARN(stream.arn())));
        List<Record> given = answer.records();
        StreamRecord[] records = new StreamRecord[given.size()];
        Arrays.setAll(records, i -> streamRecord(given.get(i)));
        Long behind = answer.millisBehindLatest();
        String next = answer.nextShardIterator();
        return new IteratedPage(
                new ShardPage(
                        Arrays.asList(records),
                        next == null ? ShardPage.Successor.NOTHING : ShardPage.Successor.PAGE,
                        behind == null ? ShardPage.UNKNOWN : behind),
                next);
    }

    StreamUnavailableException unavailable(String action, Exception e) {
        return calls.unavailable(action, e);
    }

    private String iterator(String shardId, Consumer<GetShardIteratorRequest.Builder> where) {
        try {
            return calls.attempt(
                            "GetShardIterator",
                            () -> kinesis.getShardIterator(r -> where.accept(r.streamName(stream.nameAlone())
                                    .streamARN(stream.arn())
                                    .shardId(shardId))))
                    .shardIterator();
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
            throw new StreamRefusedException(
                    ("StreamRefused: stream %s: record %s came without its arrival time; it can be placed neither"
                                    + " inside nor outside the window; look at the endpoint, it is not AWS's own")
                            .formatted(stream, record.sequenceNumber()),
                    null);
        }
        return new StreamRecord(
                record.sequenceNumber(),
                record.partitionKey(),
                arrivedAt,
                record.data().asByteArrayUnsafe());
    }
}
