package dev.madrugada.kinesis.read;

import static dev.madrugada.kinesis.stream.InMemoryStream.record;
import static org.assertj.core.api.Assertions.assertThat;

import dev.madrugada.kinesis.StreamUnavailableException;
import dev.madrugada.kinesis.split.Aggregates;
import dev.madrugada.kinesis.split.OnExpired;
import dev.madrugada.kinesis.split.ReadConfig;
import dev.madrugada.kinesis.split.ReadWindow;
import dev.madrugada.kinesis.split.RetentionBound;
import dev.madrugada.kinesis.split.ShardPartition;
import dev.madrugada.kinesis.stream.InMemoryStream;
import dev.madrugada.kinesis.stream.RetryPolicy;
import dev.madrugada.kinesis.stream.RetryState;
import dev.madrugada.kinesis.stream.ShardFeed;
import dev.madrugada.kinesis.stream.ShardPage;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ShardFetcherTest {

    private static final Duration RETRY_DURATION = Duration.ofSeconds(1);
    private static final Instant START = Instant.parse("2001-01-01T10:00:00Z");
    private static final ReadConfig CONFIG = new ReadConfig(
            new ReadWindow(START, START.plusSeconds(60), Duration.ZERO),
            OnExpired.FAIL,
            Aggregates.UNPACKED,
            1 << 20,
            Clock.fixed(START.plusSeconds(600), ZoneOffset.UTC));

    private final InMemoryStream stream = new InMemoryStream(Duration.ofDays(2));
    private final CountDownLatch memoryTaken = new CountDownLatch(1);

    /**
     * Fails twice. Before the first failure another caller reserves memory; that caller gets the memory that the failed
     * call releases.
     */
    private final class TwiceFailing implements ShardFeed {

        private final ShardFeed feed = stream.feed("shard-0", START);
        private final PageBudget budget;
        private int calls;

        private TwiceFailing(PageBudget budget) {
            this.budget = budget;
        }

        @Override
        public ShardPage next(int maxRecords) {
            calls++;
            if (calls == 1) {
                budget.reserve(memoryTaken::countDown);
            }
            if (calls <= 2) {
                throw new StreamUnavailableException("cut", null);
            }
            return feed.next(maxRecords);
        }

        @Override
        public Duration pause() {
            return Duration.ZERO;
        }
    }

    @Test
    void waitingForMemoryDoesNotCountAsFailing() throws InterruptedException {
        stream.closedShard("shard-0", START.plusSeconds(60)).page(record("1", "2001-01-01T10:00:00Z"));
        RetentionBound retentionBound = new RetentionBound(START, Duration.ofDays(2));
        MissingDataHandler missingData = new MissingDataHandler(OnExpired.FAIL);
        try (ReadAhead task = ReadAhead.of(
                stream, "flights", CONFIG, new ShardPartition(List.of("shard-0"), retentionBound), missingData)) {
            ShardFetcher fetcher = new ShardFetcher(
                    0,
                    ShardOrigin.of("flights", "shard-0"),
                    new TwiceFailing(task.budget()),
                    new EndOfShard(CONFIG.window()),
                    new RetentionGuard("flights", "shard-0", CONFIG, retentionBound, missingData),
                    new RetryState(new RetryPolicy(Duration.ZERO, Duration.ZERO, RETRY_DURATION, RETRY_DURATION)),
                    task);
            task.run(fetcher::schedule);
            memoryTaken.await();
            Thread.sleep(RETRY_DURATION.plusMillis(100).toMillis());
            task.budget().release(task.budget().reservation());

            ReadPage page = null;
            while (page == null) {
                page = task.take(Duration.ofSeconds(1));
            }
            assertThat(page.page().records()).hasSize(1);
        }
    }
}
