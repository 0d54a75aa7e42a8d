package dev.madrugada.benchmarks.ingest;

import java.net.URI;
import java.util.Optional;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.GetRecordsResponse;
import software.amazon.awssdk.services.kinesis.model.Record;
import software.amazon.awssdk.services.kinesis.model.Shard;
import software.amazon.awssdk.services.kinesis.model.ShardIteratorType;

/**
 * What the SDK gives without Spark: one shard after the other, page after page, and only the bytes are counted. Pages are
 * as large as the service makes them.
 */
final class BareLoop {
    private static final int MOST_RECORDS = 10_000;

    private BareLoop() {}

    public static void main(String[] args) throws Exception {
        ReadRequest reading = ReadRequest.of(args);
        try (KinesisClient kinesis = client(reading)) {
            System.out.println(Gauge.measured(reading, () -> read(kinesis, reading, MOST_RECORDS))
                    .encoded());
        }
    }

    static KinesisClient client(ReadRequest reading) {
        return KinesisClient.builder()
                .endpointOverride(URI.create(reading.endpoint()))
                .region(Region.US_EAST_1)
                .httpClientBuilder(ApacheHttpClient.builder())
                .build();
    }

    static Gauge.Count read(KinesisClient kinesis, ReadRequest reading, int limit) {
        long records = 0;
        long bytes = 0;
        for (Shard shard :
                kinesis.listShards(list -> list.streamName(reading.stream())).shards()) {
            Optional<String> iterator = Optional.of(firstIterator(kinesis, reading, shard.shardId()));
            while (iterator.isPresent()) {
                String current = iterator.get();
                GetRecordsResponse page =
                        kinesis.getRecords(get -> get.shardIterator(current).limit(limit));
                for (Record each : page.records()) {
                    bytes += each.data().asByteArrayUnsafe().length;
                }
                records += page.records().size();
                iterator = Optional.ofNullable(page.nextShardIterator()).filter(next -> page.millisBehindLatest() > 0);
            }
        }
        return new Gauge.Count(records, bytes);
    }

    static String firstIterator(KinesisClient kinesis, ReadRequest reading, String shard) {
        return kinesis.getShardIterator(get -> get.streamName(reading.stream())
                        .shardId(shard)
                        .shardIteratorType(ShardIteratorType.TRIM_HORIZON))
                .shardIterator();
    }
}
