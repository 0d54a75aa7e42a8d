package dev.madrugada.localstack;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.GetRecordsResponse;
import software.amazon.awssdk.services.kinesis.model.Record;
import software.amazon.awssdk.services.kinesis.model.Shard;
import software.amazon.awssdk.services.kinesis.model.ShardIteratorType;

/** Helper methods that create and read streams. */
final class KinesisReader {
    private KinesisReader() {}

    @SuppressWarnings("CheckReturnValue")
    static void createStream(KinesisClient kinesis, String stream, int shards) {
        kinesis.createStream(create -> create.streamName(stream).shardCount(shards));
    }

    static List<String> shardIds(KinesisClient kinesis, String stream) {
        return kinesis.listShards(list -> list.streamName(stream)).shards().stream()
                .map(Shard::shardId)
                .toList();
    }

    static String iterator(KinesisClient kinesis, String stream, String shard, Instant from) {
        return kinesis.getShardIterator(get -> get.streamName(stream)
                        .shardId(shard)
                        .shardIteratorType(ShardIteratorType.AT_TIMESTAMP)
                        .timestamp(from))
                .shardIterator();
    }

    /** Reads until the tip of the shard: an empty page with MillisBehindLatest 0. */
    static List<Record> toTheTip(KinesisClient kinesis, String firstIterator, int limit) {
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

    static List<Record> all(KinesisClient kinesis, String stream) {
        List<Record> records = new ArrayList<>();
        for (String shard : shardIds(kinesis, stream)) {
            String horizon = kinesis.getShardIterator(get ->
                            get.streamName(stream).shardId(shard).shardIteratorType(ShardIteratorType.TRIM_HORIZON))
                    .shardIterator();
            records.addAll(toTheTip(kinesis, horizon, 10_000));
        }
        return records;
    }
}
