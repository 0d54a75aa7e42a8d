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
 * Reads the stream with the bare SDK: one shard after the other, page by page, counting records and bytes. Kinesis
 * decides how large a page is.
 */
final class BareLoop {
    private static final int MAX_RECORDS = 10_000;

    private BareLoop() {}

    public static void main(String[] args) throws Exception {
        ReadRequest request = ReadRequest.of(args);
        try (KinesisClient kinesis = client(request)) {
            System.out.println(Gauge.measured(request, () -> read(kinesis, request, MAX_RECORDS))
                    .encoded());
        }
    }

    static KinesisClient client(ReadRequest request) {
        return KinesisClient.builder()
                .endpointOverride(URI.create(request.endpoint()))
                .region(Region.US_EAST_1)
                .httpClientBuilder(ApacheHttpClient.builder())
                .build();
    }

    static Gauge.Count read(KinesisClient kinesis, ReadRequest request, int limit) {
        long records = 0;
        long bytes = 0;
        for (Shard shard :
                kinesis.listShards(list -> list.streamName(request.stream())).shards()) {
            Optional<String> iterator = Optional.of(firstIterator(kinesis, request, shard.shardId()));
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

    static String firstIterator(KinesisClient kinesis, ReadRequest request, String shard) {
        return kinesis.getShardIterator(get -> get.streamName(request.stream())
                        .shardId(shard)
                        .shardIteratorType(ShardIteratorType.TRIM_HORIZON))
                .shardIterator();
    }
}
