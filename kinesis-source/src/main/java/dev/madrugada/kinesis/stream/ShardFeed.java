package dev.madrugada.kinesis.stream;

import java.time.Duration;

/**
 * One shard's records from an instant on, pulled page by page. Used by one thread at a time.
 *
 * <p>A feed remembers its place behind the last record it gave, whatever happens in between: after a
 * {@link dev.madrugada.kinesis.StreamThrottledException} or a {@link dev.madrugada.kinesis.StreamUnavailableException}
 * the next call goes on exactly there, so that no record is given twice and none is passed over. How it keeps its place
 * is its own affair: an iterator that expired, a subscription that ran out. It neither sleeps nor repeats a call that
 * failed: when to call again is the caller's to decide, by {@link RetryPolicy} and {@link #rest()}.
 *
 * <p>The port asks for nothing that polling alone could give: enhanced fan-out can implement it by a subscription whose
 * events are taken one by one, with a rest of zero.
 */
public interface ShardFeed {

    /**
     * The next page. Waits for the service's answer to one request.
     *
     * @param atMost how many records the page may have, one at least; a single record may be larger than any budget
     * @throws ShardGoneException if the stream no longer has the shard
     * @throws dev.madrugada.kinesis.KinesisSourceException if it failed
     * @throws IllegalStateException behind a page that said there was no other
     */
    ShardPage next(int atMost);

    /** How long the service wants to be left alone before the next call; zero if it doesn't mind. */
    Duration rest();
}
