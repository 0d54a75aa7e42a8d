package dev.madrugada.kinesis.read;

import dev.madrugada.kinesis.KinesisSourceException;
import dev.madrugada.kinesis.StreamThrottledException;
import dev.madrugada.kinesis.stream.RetryState;
import dev.madrugada.kinesis.stream.ShardFeed;
import dev.madrugada.kinesis.stream.ShardGoneException;
import dev.madrugada.kinesis.stream.ShardPage;
import java.time.Duration;

/**
 * Fetches one shard, page by page, a turn at a time: when its rest is over it asks for room, with room it makes one
 * call, and then it is another shard's turn. It never sleeps, so that a few threads serve any number of shards.
 */
final class ShardFetcher {

    /** A page that stays in the processor's caches from its parsing until its rows. */
    private static final long TARGET_PAGE_BYTES = 2 << 20;

    private final int shard;
    private final ShardOrigin origin;
    private final ShardFeed feed;
    private final EndOfShard end;
    private final RetentionGuard watch;
    private final RetryState retryState;
    private final ReadAhead task;

    /** From then on pages are as large as they can be: each costs a wait, and the fewer the waits, the less is lost. */
    private boolean throttled;

    ShardFetcher(
            int shard,
            ShardOrigin origin,
            ShardFeed feed,
            EndOfShard end,
            RetentionGuard watch,
            RetryState retryState,
            ReadAhead task) {
        this.shard = shard;
        this.origin = origin;
        this.feed = feed;
        this.end = end;
        this.watch = watch;
        this.retryState = retryState;
        this.task = task;
    }

    /** Room is reserved only when a call is due: what rests shall not keep others waiting. */
    void turn() {
        Duration rest = feed.rest();
        if (rest.isZero()) {
            Runnable granted = () -> task.run(this::fetch);
            if (throttled) {
                task.budget().reserve(granted);
            } else {
                task.budget().reserveBehind(granted);
            }
        } else {
            task.runIn(rest, this::turn);
        }
    }

    private void fetch() {
        ShardPage page;
        // There may have been no room for minutes: then one failure in each of them is no failing service.
        retryState.calling();
        try {
            page = feed.next(task.budget().atMost(throttled ? Long.MAX_VALUE : TARGET_PAGE_BYTES));
        } catch (KinesisSourceException failure) {
            failed(failure);
            return;
        } catch (ShardGoneException gone) {
            task.budget().release(task.budget().room());
            watch.vanished();
            task.finished();
            return;
        }
        retryState.succeeded();
        long weight = task.budget().charge(page);
        watch.received(page);
        boolean last = end.reachedAt(page);
        task.deliver(new ReadPage(shard, origin, page, weight));
        if (last) {
            task.finished();
        } else {
            task.run(this::turn);
        }
    }

    private void failed(KinesisSourceException failure) {
        task.budget().release(task.budget().room());
        if (failure instanceof StreamThrottledException) {
            task.countThrottle();
            throttled = true;
        }
        Duration delay = retryState.delayAfter(failure);
        Duration rest = feed.rest();
        task.runIn(delay.compareTo(rest) > 0 ? delay : rest, this::turn);
    }
}
