package dev.madrugada.kinesis.read;

import dev.madrugada.kinesis.split.ReadWindow;
import dev.madrugada.kinesis.stream.ShardPage;

/**
 * Tells when a shard has nothing more for the window. Shown the shard's pages one by one, each once, in order.
 *
 * <p>The end is one of three: the closed shard's last page; an empty page at the tip of an open shard; or a page wholly
 * behind the window, read after an arrival later than {@link ReadWindow#readUntil()}. Nothing else is: pages may be empty in
 * mid-shard, arrivals may go back by up to the slack, and a page with records can claim to be at the tip while more are
 * coming (<a href="https://docs.aws.amazon.com/kinesis/latest/APIReference/API_GetRecords.html">GetRecords</a>).
 */
final class EndOfShard {

    /** In milliseconds, as arrivals are: the first that no longer belongs to the window, and the last within the slack. */
    private final long end;

    private final long beyondOutOfOrderness;
    private boolean seenBeyondOutOfOrderness;

    EndOfShard(ReadWindow window) {
        this.end = window.endMillis();
        this.beyondOutOfOrderness = window.readUntil().toEpochMilli();
    }

    /** Whether {@code page} is the last one to read. */
    boolean reachedAt(ShardPage page) {
        if (page.successor() == ShardPage.Successor.NOTHING) {
            return true;
        }
        if (page.records().isEmpty()) {
            return page.millisBehindLatest() == 0;
        }
        // One page more than the slack asks for: it shows the disorder that a single early clock can hide.
        if (seenBeyondOutOfOrderness && isBehindWindow(page)) {
            return true;
        }
        seenBeyondOutOfOrderness = seenBeyondOutOfOrderness || reachesBeyondOutOfOrderness(page);
        return false;
    }

    private boolean isBehindWindow(ShardPage page) {
        return page.extent().earliest() >= end;
    }

    private boolean reachesBeyondOutOfOrderness(ShardPage page) {
        return page.extent().latest() > beyondOutOfOrderness;
    }
}
