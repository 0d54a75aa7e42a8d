package dev.madrugada.kinesis.stream;

import java.time.Instant;
import java.util.List;

/**
 * One Kinesis stream, as far as a bounded read needs it. Bound to its stream when opened; used by one thread; closed by
 * who opened it.
 *
 * <p>An implementation repeats what is worth repeating within seconds. What it then throws is a
 * {@link dev.madrugada.kinesis.StreamThrottledException}, a {@link dev.madrugada.kinesis.StreamUnavailableException} or
 * a {@link dev.madrugada.kinesis.StreamRefusedException}. It never answers an empty page in place of a failure.
 */
public interface StreamClient extends AutoCloseable {

    /** What the service says about the stream now (DescribeStreamSummary). */
    StreamSummary summary();

    /**
     * The ids of all shards that can hold a record which arrived at {@code from} or later: those still open, and those
     * closed at {@code from} or later (ListShards with FROM_TIMESTAMP, all its pages). Parents closed by a reshard are
     * among them. A {@code from} before the trim horizon counts as the horizon. In the service's order, each once.
     */
    List<String> shardsSince(Instant from);

    /**
     * An iterator at the first record that arrived at {@code timestamp} or later, in whole milliseconds; silently at
     * the oldest record if all older ones are gone (GetShardIterator, AT_TIMESTAMP). It lives for five minutes.
     */
    String iteratorAt(String shardId, Instant timestamp);

    /** The records behind an iterator, in the order of their sequence numbers (GetRecords, 10 MiB at most). */
    ShardPage page(String iterator);

    @Override
    void close();
}
