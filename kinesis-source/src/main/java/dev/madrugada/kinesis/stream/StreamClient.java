package dev.madrugada.kinesis.stream;

import java.time.Instant;
import java.util.List;
import java.util.Set;

/**
 * The operations on one Kinesis stream that a bounded read needs. A client belongs to the stream it was opened for.
 * Thread-safe. The caller that opened a client closes the client.
 *
 * <p>A failed call throws a {@link dev.madrugada.kinesis.StreamThrottledException}, a {@link
 * dev.madrugada.kinesis.StreamUnavailableException} or a {@link dev.madrugada.kinesis.StreamRefusedException}. A failed
 * call never returns an empty result instead. The methods of this interface retry by {@link RetryPolicy}; the methods
 * of {@link ShardFeed} do not.
 */
public interface StreamClient extends AutoCloseable {

    /** The current summary of the stream (DescribeStreamSummary). */
    StreamSummary summary();

    /**
     * All shards that may contain a record which arrived at {@code from} or later: open shards, and shards closed at
     * {@code from} or later. Includes the closed parents of a reshard. A {@code from} before the trim horizon counts as
     * the horizon. Calls ListShards with FROM_TIMESTAMP and follows all its pages. The shards are in the order of the
     * service, without duplicates.
     */
    List<StreamShard> shardsSince(Instant from);

    /** The ids of the shards that were open at an instant (ListShards with AT_TIMESTAMP, all its pages). */
    Set<String> shardsOpenAt(Instant instant);

    /**
     * The records of a shard that arrived at {@code from} or later, in whole milliseconds. If some of these records
     * have expired, the feed starts at the oldest retained record without an error. If arrivals are out of order,
     * records before the start position may have arrived later than {@code from}, and records after the start position
     * may have arrived earlier. This method does not call Kinesis.
     */
    ShardFeed feed(String shardId, Instant from);

    /** The number of calls of this client and its feeds so far, including failed ones. */
    long calls();

    /** Aborts the calls in progress. The aborted calls fail. */
    @Override
    void close();
}
