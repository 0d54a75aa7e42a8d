package dev.madrugada.kinesis.read;

import dev.madrugada.kinesis.split.ReadWindow;
import dev.madrugada.kinesis.stream.ShardPage;

/**
 * Detects when a shard has no more records of the window. Receives each page of the shard once, in order.
 *
 * <p>A shard ends at one of these pages: the last page of a closed shard; an empty page at the tip of an open shard; a
 * page whose records all arrived at the end of the window or later, if an earlier page had an arrival later than {@link
 * ReadWindow#readUntil()}.
 *
 * <p>No other page ends a shard. An empty page may be followed by more records. Arrival times may go back by up to
 * {@code max-out-of-orderness}. A page with records may report that it is at the tip although more records follow (<a
 * href="https://docs.aws.amazon.com/kinesis/latest/APIReference/API_GetRecords.html">GetRecords</a>).
 */
final class EndOfShard {

    /** The end of the window, exclusive, in milliseconds since 1970. */
    private final long end;

    /** {@link ReadWindow#readUntil()} in milliseconds since 1970. */
    private final long beyondOutOfOrderness;

    private boolean seenBeyondOutOfOrderness;

    EndOfShard(ReadWindow window) {
        this.end = window.endMillis();
        this.beyondOutOfOrderness = window.readUntil().toEpochMilli();
    }

    /** Whether {@code page} is the last page to read. */
    boolean reachedAt(ShardPage page) {
        if (page.successor() == ShardPage.Successor.NONE) {
            return true;
        }
        if (page.records().isEmpty()) {
            return page.millisBehindLatest() == 0;
        }
        // Reads one page more than max-out-of-orderness requires. A single arrival time that is too late can otherwise
        // end the shard too early.
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
