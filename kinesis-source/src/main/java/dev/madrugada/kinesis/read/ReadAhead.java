package dev.madrugada.kinesis.read;

import dev.madrugada.kinesis.split.ReadConfig;
import dev.madrugada.kinesis.split.ShardPartition;
import dev.madrugada.kinesis.stream.RetryPolicy;
import dev.madrugada.kinesis.stream.RetryState;
import dev.madrugada.kinesis.stream.StreamClient;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * Fetches a task's shards concurrently, on threads of its own, ahead of the rows that the task emits. Pages of one
 * shard come in order. Pages of different shards come in the order of Kinesis' answers. Only the task's thread calls
 * {@link #take} and {@link #release}. Closing ends all threads.
 */
final class ReadAhead implements AutoCloseable {

    /** Kinesis allows a few calls a second on each shard, so a few threads keep many shards at their read limit. */
    private static final int MAX_THREADS = 16;

    private static final AtomicInteger NUMBER = new AtomicInteger();

    /** A message to the task's thread: a page or a failure; the end of all shards if both are null. */
    private record Event(@Nullable ReadPage page, @Nullable Throwable failure) {}

    private final StreamClient client;
    private final CompletenessCheck check;
    private final PageBudget budget;
    private final BlockingQueue<Event> events = new LinkedBlockingQueue<>();
    private final ScheduledThreadPoolExecutor threads;
    private final AtomicInteger unfinished;
    private final LongAdder throttles = new LongAdder();
    private final LongAdder retries = new LongAdder();

    private ReadAhead(StreamClient client, CompletenessCheck check, int shards, long maxBufferBytes) {
        this.client = client;
        this.check = check;
        this.budget = new PageBudget(maxBufferBytes);
        this.unfinished = new AtomicInteger(shards);
        this.threads = new ScheduledThreadPoolExecutor(Math.min(MAX_THREADS, shards), ReadAhead::thread);
        // After close, further steps are dropped without an error.
        threads.setRejectedExecutionHandler(new ThreadPoolExecutor.DiscardPolicy());
    }

    /**
     * Creates the pool without a call to Kinesis; {@link #start} begins to fetch. Closing the pool also closes {@code
     * client}.
     */
    static ReadAhead of(
            StreamClient client,
            String stream,
            ReadConfig config,
            ShardPartition partition,
            MissingDataHandler missingData) {
        CompletenessCheck check = new CompletenessCheck(stream, config, partition.retentionBound(), missingData);
        return new ReadAhead(client, check, partition.shardIds().size(), config.maxBufferBytes());
    }

    /**
     * Starts to fetch. Called once, with the arguments of {@link #of}. If this method fails, the caller must still
     * close this object.
     */
    void start(String stream, ReadConfig config, ShardPartition partition, MissingDataHandler missingData) {
        List<String> shardIds = partition.shardIds();
        for (int shard = 0; shard < shardIds.size(); shard++) {
            String shardId = shardIds.get(shard);
            ShardFetcher fetcher = new ShardFetcher(
                    shard,
                    ShardOrigin.of(stream, shardId),
                    client.feed(shardId, config.window().readFrom()),
                    new EndOfShard(config.window()),
                    new RetentionGuard(stream, shardId, config, partition.retentionBound(), missingData),
                    new RetryState(RetryPolicy.STANDARD),
                    this);
            run(fetcher::schedule);
        }
    }

    /**
     * The next page; null if none came within {@code wait}. {@link #isOver()} tells whether there are more pages.
     *
     * @throws RuntimeException the failure of a shard
     */
    @Nullable
    ReadPage take(Duration wait) throws InterruptedException {
        Event event = events.poll(wait.toNanos(), TimeUnit.NANOSECONDS);
        if (event == null) {
            return null;
        }
        if (event.failure() instanceof RuntimeException failure) {
            throw failure;
        }
        if (event.failure() instanceof Error error) {
            throw error;
        }
        if (event.page() == null) {
            events.add(event);
        }
        return event.page();
    }

    /** Whether the task has taken the last page. */
    boolean isOver() {
        Event next = events.peek();
        return next != null && next.page() == null && next.failure() == null;
    }

    /** Releases the memory of a page whose records are no longer used. */
    void release(ReadPage page) {
        budget.releasePage(page.weight());
    }

    long throttles() {
        return throttles.sum();
    }

    long retries() {
        return retries.sum();
    }

    /** Ends the threads and their calls in progress. */
    @Override
    public void close() {
        threads.shutdownNow();
        client.close();
    }

    PageBudget budget() {
        return budget;
    }

    void run(Runnable step) {
        threads.execute(guarded(step));
    }

    void runIn(Duration delay, Runnable step) {
        ScheduledFuture<?> unused = threads.schedule(guarded(step), delay.toNanos(), TimeUnit.NANOSECONDS);
    }

    void deliver(ReadPage page) {
        events.add(new Event(page, null));
    }

    void countThrottle() {
        throttles.increment();
    }

    void countRetry() {
        retries.increment();
    }

    /** Called when a shard has no more pages to read. After the last shard, checks the retention once more. */
    void shardFinished() {
        if (unfinished.decrementAndGet() == 0) {
            check.verify(client);
            events.add(new Event(null, null));
        }
    }

    /** Passes every failure of a step to the task's thread. */
    private Runnable guarded(Runnable step) {
        return () -> {
            try {
                step.run();
            } catch (Throwable failure) {
                events.add(new Event(null, failure));
                threads.shutdownNow();
            }
        };
    }

    private static Thread thread(Runnable work) {
        Thread thread = new Thread(work, "kinesis-batch-" + NUMBER.incrementAndGet());
        thread.setDaemon(true);
        return thread;
    }
}
