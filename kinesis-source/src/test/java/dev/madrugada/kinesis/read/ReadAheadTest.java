package dev.madrugada.kinesis.read;

import static dev.madrugada.kinesis.stream.InMemoryStream.record;
import static org.assertj.core.api.Assertions.assertThat;

import dev.madrugada.kinesis.StreamThrottledException;
import dev.madrugada.kinesis.split.Aggregates;
import dev.madrugada.kinesis.split.OnExpired;
import dev.madrugada.kinesis.split.ReadConfig;
import dev.madrugada.kinesis.split.ReadWindow;
import dev.madrugada.kinesis.split.RetentionBound;
import dev.madrugada.kinesis.split.ShardPartition;
import dev.madrugada.kinesis.stream.InMemoryStream;
import dev.madrugada.kinesis.stream.LoopbackKinesis;
import dev.madrugada.kinesis.stream.ShardFeed;
import dev.madrugada.kinesis.stream.ShardPage;
import dev.madrugada.kinesis.stream.StreamAccess;
import dev.madrugada.kinesis.stream.StreamClient;
import dev.madrugada.kinesis.stream.StreamClients;
import dev.madrugada.kinesis.stream.StreamId;
import dev.madrugada.kinesis.stream.StreamRecord;
import dev.madrugada.kinesis.stream.StreamShard;
import dev.madrugada.kinesis.stream.StreamSummary;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.connector.read.PartitionReader;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Concurrent reading of several shards: all of them at once, within the budget, each in order, and without threads left
 * over.
 */
@Timeout(60)
class ReadAheadTest {

    private static final ReadWindow WINDOW = new ReadWindow(
            Instant.parse("2001-01-01T10:00:00Z"), Instant.parse("2001-01-01T11:00:00Z"), Duration.ofMinutes(2));
    private static final StreamAccess ACCESS =
            new StreamAccess(new StreamId("flights", null), "eu-central-1", null, null);

    private final InMemoryStream stream = new InMemoryStream(Duration.ofDays(2));

    @AfterEach
    void noThreadIsLeftBehind() throws InterruptedException {
        ReaderThreads.assertNoneIsLeft();
    }

    /** A stream whose shards answer only after all shards have been asked for their first page. */
    private record AnswersAfterAllRequests(InMemoryStream stream, CountDownLatch allRequested) implements StreamClient {

        @Override
        public StreamSummary summary() {
            return stream.summary();
        }

        @Override
        public List<StreamShard> shardsSince(Instant from) {
            return stream.shardsSince(from);
        }

        @Override
        public Set<String> shardsOpenAt(Instant instant) {
            return stream.shardsOpenAt(instant);
        }

        @Override
        public ShardFeed feed(String shardId, Instant from) {
            ShardFeed feed = stream.feed(shardId, from);
            return new ShardFeed() {
                @Override
                public ShardPage next(int maxRecords) {
                    allRequested.countDown();
                    try {
                        assertThat(allRequested.await(20, TimeUnit.SECONDS)).isTrue();
                    } catch (InterruptedException e) {
                        throw new AssertionError(e);
                    }
                    return feed.next(maxRecords);
                }

                @Override
                public Duration pause() {
                    return feed.pause();
                }
            };
        }

        @Override
        public long calls() {
            return stream.calls();
        }

        @Override
        public void close() {
            stream.close();
        }
    }

    @Test
    void requestsAllShardsBeforeTheFirstAnswer() throws IOException {
        List<String> shards = shards(4, 3);

        Map<String, List<String>> read =
                read(access -> new AnswersAfterAllRequests(stream, new CountDownLatch(4)), 64 << 20, shards);

        assertThat(read)
                .hasSize(4)
                .allSatisfy((shard, numbers) -> assertThat(numbers)
                        .isEqualTo(
                                IntStream.range(0, 30).mapToObj(String::valueOf).toList()));
    }

    @Test
    void fewThreadsReadManyShards() throws IOException {
        List<String> shards = shards(200, 2);

        try (PartitionReader<InternalRow> reader = reader(access -> stream, 1 << 20, shards)) {
            assertThat(reader.next()).isTrue();
            assertThat(ReaderThreads.alive().size()).isBetween(1, 16);
        }
        assertThat(read(access -> stream, 1 << 20, shards))
                .hasSize(200)
                .allSatisfy((shard, numbers) -> assertThat(numbers)
                        .isEqualTo(
                                IntStream.range(0, 20).mapToObj(String::valueOf).toList()));
    }

    @Test
    void readsARecordOfTenMebibytesWithASmallBudget() throws IOException {
        byte[] large = new byte[10 << 20];
        for (String shard : List.of("shard-0", "shard-1", "shard-2")) {
            stream.closedShard(shard, WINDOW.end())
                    .page(record("0", "2001-01-01T10:00:00Z", large), record("1", "2001-01-01T10:00:00Z"));
        }

        assertThat(read(access -> stream, 1 << 20, List.of("shard-0", "shard-1", "shard-2")))
                .hasSize(3)
                .allSatisfy((shard, numbers) -> assertThat(numbers).containsExactly("0", "1"));
    }

    @Test
    void fetchesAheadOnlyUpToTheBudget() throws IOException {
        byte[] mebibyte = new byte[1 << 20];
        InMemoryStream.Shard shard = stream.closedShard("shard-0", WINDOW.end());
        for (int page = 0; page < 40; page++) {
            shard.page(record(String.valueOf(page), "2001-01-01T10:00:00Z", mebibyte));
        }

        try (PartitionReader<InternalRow> reader = reader(access -> stream, 8 << 20, List.of("shard-0"))) {
            assertThat(reader.next()).isTrue();
            // When all fetching threads are idle, no further page arrives unless the task takes a row.
            awaitIdle();
            assertThat(stream.pagesRead()).isBetween(4L, 9L);
            int rows = 1;
            while (reader.next()) {
                rows++;
            }
            assertThat(rows).isEqualTo(40);
        }
    }

    @Test
    void fetchesAheadUpToTheBudgetIfThrottled() throws IOException {
        byte[] mebibyte = new byte[1 << 20];
        InMemoryStream.Shard shard = stream.closedShard("shard-0", WINDOW.end());
        for (int page = 0; page < 60; page++) {
            shard.page(record(String.valueOf(page), "2001-01-01T10:00:00Z", mebibyte));
        }
        stream.failNext(new StreamThrottledException("throttled", null));

        try (PartitionReader<InternalRow> reader = reader(access -> stream, 32 << 20, List.of("shard-0"))) {
            assertThat(reader.next()).isTrue();
            awaitIdle();
            assertThat(stream.pagesRead()).isBetween(16L, 32L);
        }
    }

    @Test
    void closingEndsACallInProgress() throws IOException, InterruptedException {
        stream.openShard("shard-0").page(record("1", "2001-01-01T10:00:00Z"));
        try (LoopbackKinesis kinesis = new LoopbackKinesis(stream)) {
            StreamAccess access = new StreamAccess(
                    new StreamId("flights", null), "eu-central-1", URI.create(kinesis.endpoint()), null);
            ShardReaderFactory factory = new ShardReaderFactory(
                    StreamClients.aws(), access, config(64 << 20), List.of(RecordColumn.SEQUENCE_NUMBER));
            kinesis.hang();
            PartitionReader<InternalRow> reader = factory.createReader(partition(List.of("shard-0")));
            Thread task = new Thread(() -> {
                try {
                    reader.next();
                } catch (IOException | RuntimeException e) {
                    // The SDK throws because the thread is interrupted, as in a killed task.
                }
            });
            task.start();
            kinesis.awaitHanging();
            task.interrupt();
            task.join();
            reader.close();
            noThreadIsLeftBehind();
        }
    }

    private static void awaitIdle() {
        while (ReaderThreads.alive().stream().anyMatch(thread -> thread.getState() == Thread.State.RUNNABLE)) {
            Thread.onSpinWait();
        }
    }

    private List<String> shards(int count, int pages) {
        return IntStream.range(0, count)
                .mapToObj(number -> {
                    InMemoryStream.Shard shard = stream.closedShard("shard-" + number, WINDOW.end());
                    for (int page = 0; page < pages; page++) {
                        int first = page * 10;
                        shard.page(IntStream.range(first, first + 10)
                                .mapToObj(i -> record(String.valueOf(i), "2001-01-01T10:00:00Z"))
                                .toArray(StreamRecord[]::new));
                    }
                    return "shard-" + number;
                })
                .toList();
    }

    private static Map<String, List<String>> read(StreamClients clients, long buffer, List<String> shards)
            throws IOException {
        Map<String, List<String>> read = new TreeMap<>();
        try (PartitionReader<InternalRow> reader = reader(clients, buffer, shards)) {
            while (reader.next()) {
                read.computeIfAbsent(reader.get().getString(0), any -> new ArrayList<>())
                        .add(reader.get().getString(1));
            }
        }
        return read;
    }

    private static PartitionReader<InternalRow> reader(StreamClients clients, long buffer, List<String> shards) {
        return new ShardReaderFactory(
                        clients, ACCESS, config(buffer), List.of(RecordColumn.SHARD_ID, RecordColumn.SEQUENCE_NUMBER))
                .createReader(partition(shards));
    }

    private static ShardPartition partition(List<String> shards) {
        return new ShardPartition(shards, new RetentionBound(WINDOW.start(), Duration.ofDays(2)));
    }

    private static ReadConfig config(long buffer) {
        return new ReadConfig(
                WINDOW,
                OnExpired.FAIL,
                Aggregates.UNPACKED,
                buffer,
                Clock.fixed(Instant.parse("2001-01-01T12:00:00Z"), ZoneOffset.UTC));
    }
}
