package dev.madrugada.kinesis.tests;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.GetRecordsResponse;
import software.amazon.awssdk.services.kinesis.model.Record;
import software.amazon.awssdk.services.kinesis.model.ShardIteratorType;

/**
 * Reads whole shards with the bare SDK to get the arrival times, which a put does not return. The caller knows how many
 * records each shard has.
 */
final class BareRead {

    private final KinesisClient client;
    private final String stream;

    BareRead(TestStream stream) {
        this.client = stream.client();
        this.stream = stream.name();
    }

    /**
     * The records by sequence number.
     *
     * @param putByShard the number of records in each shard
     */
    Map<String, Record> records(Map<String, Integer> putByShard) {
        Map<String, Record> records = new HashMap<>();
        putByShard.forEach(
                (shard, count) -> first(count, shard).forEach(record -> records.put(record.sequenceNumber(), record)));
        return records;
    }

    private List<Record> first(int count, String shard) {
        List<Record> records = new ArrayList<>();
        String iterator = client.getShardIterator(
                        get -> get.streamName(stream).shardId(shard).shardIteratorType(ShardIteratorType.TRIM_HORIZON))
                .shardIterator();
        while (records.size() < count) {
            String next = iterator;
            GetRecordsResponse page = client.getRecords(get -> get.shardIterator(next));
            records.addAll(page.records());
            iterator = page.nextShardIterator();
        }
        return records;
    }
}
