package dev.madrugada.kinesis.read;

import dev.madrugada.kinesis.KinesisSourceException;
import dev.madrugada.kinesis.StreamThrottledException;
import dev.madrugada.kinesis.stream.RetryState;
import dev.madrugada.kinesis.stream.ShardFeed;
import dev.madrugada.kinesis.stream.ShardGoneException;
import dev.madrugada.kinesis.stream.ShardPage;
import java.time.Duration;

/**
 * Fetches one shard, page by page. One step waits for the pause that Kinesis asks for and then reserves memory. The
 * next step makes one call. Between two steps, the thread serves other shards. No step sleeps, so a few threads serve
 * any number of shards.
 */
final class ShardFetcher {

    /** A page of this size stays in the processor's cache from decoding until its rows are emitted. */
    private static final long TARGET_PAGE_BYTES = 2 << 20;

    private final int shard;
    private final ShardOrigin origin;
    private final ShardFeed feed;
    private final EndOfShard end;
    private final RetentionGuard retention;
    private final RetryState retryState;
    private final ReadAhead task;

    /**
     * Set after the first throttled call. From then on each page costs a pause, so the fetcher requests pages as large
     * as possible.
     */
    private boolean throttled;

    ShardFetcher(
            int shard,
            ShardOrigin origin,
            ShardFeed feed,
            EndOfShard end,
            RetentionGuard retention,
            RetryState retryState,
            ReadAhead task) {
        this.shard = shard;
        this.origin = origin;
        this.feed = feed;
        this.end = end;
        this.retention = retention;
        this.retryState = retryState;
        this.task = task;
    }

    /** Reserves memory only when a call is due, so that a pausing shard does not block others. */
    void schedule() {
        Duration pause = feed.pause();
        if (pause.isZero()) {
            Runnable granted = () -> task.run(this::fetch);
            if (throttled) {
                task.budget().reserve(granted);
            } else {
                task.budget().reserveAfterBacklog(granted);
            }
        } else {
            task.runIn(pause, this::schedule);
        }
    }

    private void fetch() {
        ShardPage page;
        // The shard may have waited minutes for memory. This wait does not count as time during which Kinesis failed.
        retryState.beforeRetry();
        try {
            page = feed.next(task.budget().maxRecords(throttled ? Long.MAX_VALUE : TARGET_PAGE_BYTES));
        } catch (KinesisSourceException failure) {
            failed(failure);
            return;
        } catch (ShardGoneException gone) {
            task.budget().release(task.budget().reservation());
            retention.vanished();
            task.shardFinished();
            return;
        }
        retryState.succeeded();
        long weight = task.budget().charge(page);
        retention.received(page);
        boolean last = end.reachedAt(page);
        task.deliver(new ReadPage(shard, origin, page, weight));
        if (last) {
            task.shardFinished();
        } else {
            task.run(this::schedule);
        }
    }

    private void failed(KinesisSourceException failure) {
        task.budget().release(task.budget().reservation());
        if (failure instanceof StreamThrottledException) {
            task.countThrottle();
            throttled = true;
        }
        Duration delay = retryState.delayAfter(failure);
        task.countRetry();
        Duration pause = feed.pause();
        task.runIn(delay.compareTo(pause) > 0 ? delay : pause, this::schedule);
    }
}
