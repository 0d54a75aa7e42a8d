package dev.madrugada.kinesis.stream;

import java.time.Instant;
import java.util.List;
import java.util.Set;

/**
 * One Kinesis stream, as far as a bounded read needs it. Bound to its stream when opened; used by any number of threads;
 * closed by who opened it.
 *
 * <p>What the service refuses or fails to do is thrown as a
 * {@link dev.madrugada.kinesis.StreamThrottledException}, a {@link dev.madrugada.kinesis.StreamUnavailableException} or
 * a {@link dev.madrugada.kinesis.StreamRefusedException}. There is never an empty answer in place of a failure. The
 * calls of this interface repeat what is worth repeating, by {@link RetryPolicy}; those of a {@link ShardFeed} don't.
 */
public interface StreamClient extends AutoCloseable {

    /** What the service says about the stream now (DescribeStreamSummary). */
    StreamSummary summary();

    /**
     * All shards that can hold a record which arrived at {@code from} or later: those still open, and those closed at
     * {@code from} or later (ListShards with FROM_TIMESTAMP, all its pages). Parents closed by a reshard are among them.
     * A {@code from} before the trim horizon counts as the horizon. In the service's order, each once.
     */
    List<StreamShard> shardsSince(Instant from);

    /** The ids of the shards that were open at an instant (ListShards with AT_TIMESTAMP, all its pages). */
    Set<String> shardsOpenAt(Instant instant);

    /**
     * A shard's records that arrived at {@code from} or later, in whole milliseconds; silently from the oldest record on
     * if older ones are gone. Where arrivals are out of order, it may begin behind records that arrived later than
     * {@code from} and lie before one that arrived earlier. Calls nothing yet.
     */
    ShardFeed feed(String shardId, Instant from);

    /** How many calls have been made through this client and its feeds, those that failed included. */
    long calls();

    /** Ends the calls under way, which fail. */
    @Override
    void close();
}
