package dev.madrugada.kinesis.tests;

import java.math.BigInteger;
import java.net.URI;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.Shard;
import software.amazon.awssdk.services.kinesis.model.StreamStatus;

/** A stream of a test. The test creates, splits and merges the stream through the AWS SDK. */
final class TestStream implements AutoCloseable {

    static final String REGION = "us-east-1";

    private final String name;
    private final URI endpoint;
    private final KinesisClient client;

    private TestStream(String name, URI endpoint) {
        this.name = name;
        this.endpoint = endpoint;
        this.client = KinesisClient.builder()
                .endpointOverride(endpoint)
                .region(Region.of(REGION))
                .httpClientBuilder(ApacheHttpClient.builder())
                .build();
    }

    static TestStream created(String name, int shards, URI endpoint) {
        TestStream stream = new TestStream(name, endpoint);
        stream.client.createStream(create -> create.streamName(name).shardCount(shards));
        stream.awaitActive();
        return stream;
    }

    String name() {
        return name;
    }

    URI endpoint() {
        return endpoint;
    }

    KinesisClient client() {
        return client;
    }

    /** All shards, open and closed, in the order of their ids. */
    List<Shard> shards() {
        return client.listShards(list -> list.streamName(name)).shards().stream()
                .sorted(Comparator.comparing(Shard::shardId))
                .toList();
    }

    /** The open shards, in the order of their hash key ranges. */
    List<Shard> openShards() {
        return shards().stream()
                .filter(shard -> shard.sequenceNumberRange().endingSequenceNumber() == null)
                .sorted(Comparator.comparing(TestStream::startingHashKey))
                .toList();
    }

    /** Splits a random open shard in the middle of its hash key range. */
    void splitOne(Random random) {
        List<Shard> open = openShards();
        Shard parent = open.get(random.nextInt(open.size()));
        BigInteger middle =
                startingHashKey(parent).add(endingHashKey(parent)).shiftRight(1).add(BigInteger.ONE);
        client.splitShard(
                split -> split.streamName(name).shardToSplit(parent.shardId()).newStartingHashKey(middle.toString()));
        awaitActive();
    }

    /** Merges two random adjacent shards. The stream must have at least two open shards. */
    void mergeTwo(Random random) {
        List<Shard> open = openShards();
        int left = random.nextInt(open.size() - 1);
        client.mergeShards(merge -> merge.streamName(name)
                .shardToMerge(open.get(left).shardId())
                .adjacentShardToMerge(open.get(left + 1).shardId()));
        awaitActive();
    }

    /** The number of open shards that contain none of the records. Every reader of a window also reads these shards. */
    int openShardsWithout(List<StreamedRecord> records) {
        List<String> empty =
                new ArrayList<>(openShards().stream().map(Shard::shardId).toList());
        records.forEach(record -> empty.remove(record.shardId()));
        return empty.size();
    }

    private void awaitActive() {
        while (client.describeStreamSummary(describe -> describe.streamName(name))
                        .streamDescriptionSummary()
                        .streamStatus()
                != StreamStatus.ACTIVE) {
            Thread.onSpinWait();
        }
    }

    private static BigInteger startingHashKey(Shard shard) {
        return new BigInteger(shard.hashKeyRange().startingHashKey());
    }

    private static BigInteger endingHashKey(Shard shard) {
        return new BigInteger(shard.hashKeyRange().endingHashKey());
    }

    @Override
    public void close() {
        client.close();
    }
}
