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
 * Fetches a task's shards side by side, ahead of the rows that are taken, on threads of its own. Pages of one shard come
 * out in its order; those of different shards as the service answers. {@link #take} and {@link #release} are for the
 * task's thread; closing ends all others.
 */
final class ReadAhead implements AutoCloseable {

    /** A shard is called a few times a second at most, so few threads keep many shards at their ceiling. */
    private static final int MOST_THREADS = 16;

    private static final AtomicInteger NUMBER = new AtomicInteger();

    /** What the task's thread is told; exactly one of a page, a failure and, if neither, the end. */
    private record Event(@Nullable ReadPage page, @Nullable Throwable failure) {}

    private final StreamClient client;
    private final CompletenessCheck check;
    private final PageBudget budget;
    private final BlockingQueue<Event> words = new LinkedBlockingQueue<>();
    private final ScheduledThreadPoolExecutor threads;
    private final AtomicInteger unfinished;
    private final LongAdder throttles = new LongAdder();

    private ReadAhead(StreamClient client, CompletenessCheck check, int shards, long maxBufferBytes) {
        this.client = client;
        this.check = check;
        this.budget = new PageBudget(maxBufferBytes);
        this.unfinished = new AtomicInteger(shards);
        this.threads = new ScheduledThreadPoolExecutor(Math.min(MOST_THREADS, shards), ReadAhead::thread);
        // Closing makes what was still to come pointless, not wrong.
        threads.setRejectedExecutionHandler(new ThreadPoolExecutor.DiscardPolicy());
    }

    /** Calls nothing before {@link #begin}. The client is closed with it. */
    static ReadAhead of(
            StreamClient client, String stream, ReadConfig terms, ShardPartition partition, MissingDataHandler report) {
        CompletenessCheck check = new CompletenessCheck(stream, terms, partition.retentionBound(), report);
        return new ReadAhead(client, check, partition.shardIds().size(), terms.maxBufferBytes());
    }

    /** Once, with what it was made of; what fails here leaves it to be closed. */
    void begin(String stream, ReadConfig terms, ShardPartition partition, MissingDataHandler report) {
        List<String> shardIds = partition.shardIds();
        for (int shard = 0; shard < shardIds.size(); shard++) {
            String shardId = shardIds.get(shard);
            ShardFetcher fetcher = new ShardFetcher(
                    shard,
                    ShardOrigin.of(stream, shardId),
                    client.feed(shardId, terms.window().readFrom()),
                    new EndOfShard(terms.window()),
                    new RetentionGuard(stream, shardId, terms, partition.retentionBound(), report),
                    new RetryState(RetryPolicy.STANDARD),
                    this);
            run(fetcher::turn);
        }
    }

    /**
     * The next page, or null if none has come in time; {@link #isOver()} tells whether any will.
     *
     * @throws RuntimeException what a shard's reading failed with
     */
    @Nullable
    ReadPage take(Duration wait) throws InterruptedException {
        Event event = words.poll(wait.toNanos(), TimeUnit.NANOSECONDS);
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
            words.add(event);
        }
        return event.page();
    }

    /** Whether the last page has been taken. */
    boolean isOver() {
        Event next = words.peek();
        return next != null && next.page() == null && next.failure() == null;
    }

    /** The page's records are no longer used. */
    void release(ReadPage page) {
        budget.done(page.weight());
    }

    long throttles() {
        return throttles.sum();
    }

    /** Ends the threads, the calls under way included. */
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
        words.add(new Event(page, null));
    }

    void countThrottle() {
        throttles.increment();
    }

    /** A shard has been read to its end. */
    void finished() {
        if (unfinished.decrementAndGet() == 0) {
            check.allRead(client);
            words.add(new Event(null, null));
        }
    }

    /** Nothing that goes wrong on another thread stays there. */
    private Runnable guarded(Runnable step) {
        return () -> {
            try {
                step.run();
            } catch (Throwable failure) {
                words.add(new Event(null, failure));
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
