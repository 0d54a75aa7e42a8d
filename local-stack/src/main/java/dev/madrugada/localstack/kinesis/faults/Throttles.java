package dev.madrugada.localstack.kinesis.faults;

import dev.madrugada.localstack.http.ServiceException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/**
 * The read limits of a shard (https://docs.aws.amazon.com/streams/latest/dev/service-sizes-and-limits.html), switched
 * off by default: five GetRecords and five GetShardIterator calls per second, and 2 MB per second. After a page of 10
 * MB the calls of the next five seconds are rejected. AWS does not say whether a MB is 10^6 or 2^20 bytes; this class
 * uses 10^6, the stricter value. Time is measured by {@link System#nanoTime}. Thread-safe.
 */
public final class Throttles {
    static final int CALLS_PER_SECOND = 5;
    static final long BYTES_PER_SECOND = 2_000_000;

    private final LongSupplier nanos;
    private final Map<String, ShardLimits> limitsByShard = new ConcurrentHashMap<>();
    private volatile boolean on;

    public Throttles() {
        this(System::nanoTime);
    }

    Throttles(LongSupplier nanos) {
        this.nanos = nanos;
    }

    void enable() {
        limitsByShard.clear();
        on = true;
    }

    void disable() {
        on = false;
    }

    /** Counts a GetShardIterator call, or throws if it exceeds the limit. */
    public void iterator(String stream, String shardId) throws ServiceException {
        if (on && !limits(stream, shardId).iterator(nanos.getAsLong())) {
            throw exceeded(stream, shardId);
        }
    }

    /** Counts a GetRecords call, or throws if it exceeds the limit. */
    public void page(String stream, String shardId) throws ServiceException {
        if (on && !limits(stream, shardId).page(nanos.getAsLong())) {
            throw exceeded(stream, shardId);
        }
    }

    /** Charges the bytes of a page's partition keys and data. */
    public void charge(String stream, String shardId, long bytes) {
        if (on) {
            limits(stream, shardId).charge(nanos.getAsLong(), bytes);
        }
    }

    private ShardLimits limits(String stream, String shardId) {
        return limitsByShard.computeIfAbsent(stream + "/" + shardId, key -> new ShardLimits(nanos.getAsLong()));
    }

    static ServiceException exceeded(String stream, String shardId) {
        return new ServiceException(
                "ProvisionedThroughputExceededException",
                "Rate exceeded for shard " + shardId + " in stream " + stream + " under account 000000000000.");
    }
}
