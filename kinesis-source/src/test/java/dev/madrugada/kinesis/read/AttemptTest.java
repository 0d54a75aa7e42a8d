package dev.madrugada.kinesis.read;

import static dev.madrugada.kinesis.stream.InMemoryStream.record;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.madrugada.kinesis.split.Aggregates;
import dev.madrugada.kinesis.split.OnExpired;
import dev.madrugada.kinesis.split.ReadConfig;
import dev.madrugada.kinesis.split.ReadWindow;
import dev.madrugada.kinesis.split.RetentionBound;
import dev.madrugada.kinesis.split.ShardPartition;
import dev.madrugada.kinesis.stream.InMemoryStream;
import dev.madrugada.kinesis.stream.LoopbackKinesis;
import dev.madrugada.kinesis.stream.ShardFeed;
import dev.madrugada.kinesis.stream.StreamAccess;
import dev.madrugada.kinesis.stream.StreamClient;
import dev.madrugada.kinesis.stream.StreamClients;
import dev.madrugada.kinesis.stream.StreamId;
import dev.madrugada.kinesis.stream.StreamRecord;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.connector.read.PartitionReader;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Several attempts at one partition: two at the same time, as with speculative execution; one that is killed; one that
 * fails at its start.
 */
@Timeout(60)
class AttemptTest {

    private static final ReadWindow WINDOW = new ReadWindow(
            Instant.parse("2001-01-01T10:00:00Z"), Instant.parse("2001-01-01T11:00:00Z"), Duration.ofMinutes(2));
    private static final ShardPartition PARTITION = new ShardPartition(
            List.of("shard-0", "shard-1", "shard-2"), new RetentionBound(WINDOW.start(), Duration.ofDays(2)));

    private final InMemoryStream stream = new InMemoryStream(Duration.ofDays(2));

    @AfterEach
    void noThreadIsLeftBehind() throws InterruptedException {
        ReaderThreads.assertNoneIsLeft();
    }

    @Test
    void concurrentAttemptsReadTheSameRowsEvenIfOneIsKilled() throws IOException {
        List<String> put = fill();
        try (LoopbackKinesis kinesis = new LoopbackKinesis(stream)) {
            URI endpoint = URI.create(kinesis.endpoint());
            try (PartitionReader<InternalRow> first = attempt(StreamClients.aws(), endpoint);
                    PartitionReader<InternalRow> second = attempt(StreamClients.aws(), endpoint)) {
                List<String> ofFirst = new ArrayList<>();
                List<String> ofSecond = new ArrayList<>();
                PartitionReader<InternalRow> killed = attempt(StreamClients.aws(), endpoint);
                assertThat(killed.next()).isTrue();
                boolean more = true;
                while (more) {
                    boolean moreOfFirst = take(first, ofFirst);
                    more = take(second, ofSecond) || moreOfFirst;
                    killed.close();
                }
                assertThat(ofFirst).containsExactlyInAnyOrderElementsOf(put);
                assertThat(ofSecond).containsExactlyInAnyOrderElementsOf(put);
            }
        }
    }

    @Test
    void anAttemptThatFailsAtItsStartClosesItsClientAndEndsItsThreads() throws IOException {
        fill();
        try (PartitionReader<InternalRow> reader = attempt(access -> withoutFeedOf("shard-2"), null)) {
            assertThatThrownBy(reader::next).hasMessage("no feed of shard-2");
        }
        assertThat(stream.timesClosed()).isEqualTo(1);
    }

    private List<String> fill() {
        List<String> put = new ArrayList<>();
        for (String shardId : PARTITION.shardIds()) {
            InMemoryStream.Shard shard = stream.closedShard(shardId, WINDOW.end());
            for (int page = 0; page < 5; page++) {
                shard.page(IntStream.range(page * 20, page * 20 + 20)
                        .peek(i -> put.add(shardId + " " + i))
                        .mapToObj(i -> record(String.valueOf(i), "2001-01-01T10:00:00Z"))
                        .toArray(StreamRecord[]::new));
            }
        }
        return put;
    }

    private static boolean take(PartitionReader<InternalRow> from, List<String> rows) throws IOException {
        boolean more = from.next();
        if (more) {
            rows.add(from.get().getString(0) + " " + from.get().getString(1));
        }
        return more;
    }

    /** The stream without the feed of one shard. */
    private StreamClient withoutFeedOf(String shardId) {
        return (StreamClient) Proxy.newProxyInstance(
                StreamClient.class.getClassLoader(),
                new Class<?>[] {StreamClient.class},
                (proxy, method, arguments) -> {
                    if (method.getReturnType() == ShardFeed.class && arguments[0].equals(shardId)) {
                        throw new IllegalStateException("no feed of " + shardId);
                    }
                    try {
                        return method.invoke(stream, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    private static PartitionReader<InternalRow> attempt(StreamClients clients, @Nullable URI endpoint) {
        return new ShardReaderFactory(
                        clients,
                        new StreamAccess(new StreamId("flights", null), "eu-central-1", endpoint, null),
                        new ReadConfig(
                                WINDOW,
                                OnExpired.FAIL,
                                Aggregates.UNPACKED,
                                64 << 20,
                                Clock.fixed(Instant.parse("2001-01-01T12:00:00Z"), ZoneOffset.UTC)),
                        List.of(RecordColumn.SHARD_ID, RecordColumn.SEQUENCE_NUMBER))
                .createReader(PARTITION);
    }
}
