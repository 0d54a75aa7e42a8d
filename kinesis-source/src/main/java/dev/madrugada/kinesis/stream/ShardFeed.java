package dev.madrugada.kinesis.stream;

import java.time.Duration;

/**
 * The records of one shard from an instant on, pulled page by page. Used by one thread at a time.
 *
 * <p>A feed keeps its position after the last record it returned. After a {@link
 * dev.madrugada.kinesis.StreamThrottledException} or a {@link dev.madrugada.kinesis.StreamUnavailableException}, the
 * next call continues there: no record is returned twice, and none is skipped. The implementation handles what its
 * protocol needs to keep the position, such as an expired iterator or an ended subscription. A feed neither sleeps nor
 * retries: the caller decides when to call again, by {@link RetryPolicy} and {@link #pause()}.
 *
 * <p>The port does not require polling. An implementation with enhanced fan-out can take the events of a subscription
 * one by one and return a zero pause.
 */
public interface ShardFeed {

    /**
     * The next page. Waits for the response to one request.
     *
     * @param maxRecords the most records of the page, at least 1; the size of a record is not limited
     * @throws ShardGoneException if the stream no longer has the shard
     * @throws dev.madrugada.kinesis.KinesisSourceException if the call failed
     * @throws IllegalStateException after the last page
     */
    ShardPage next(int maxRecords);

    /** How long to wait so that Kinesis is unlikely to throttle the next call; zero if no wait is needed. */
    Duration pause();
}
