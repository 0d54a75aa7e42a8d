package dev.madrugada.localstack.kinesis.faults;

import dev.madrugada.localstack.http.ServiceException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/**
 * The read limits of a shard (https://docs.aws.amazon.com/streams/latest/dev/service-sizes-and-limits.html), off until
 * asked for: five GetRecords and five GetShardIterator a second, and 2 MB a second, so that after a page of 10 MB the
 * next five seconds' calls are refused. AWS does not say whether its MB is 10^6 or 2^20 bytes; here it is 10^6, the
 * narrower. Time is the machine's monotonic one. For many threads.
 */
public final class Throttles {
    static final int CALLS_PER_SECOND = 5;
    static final long BYTES_PER_SECOND = 2_000_000;

    private final LongSupplier nanos;
    private final Map<String, ShardMeter> meters = new ConcurrentHashMap<>();
    private volatile boolean on;

    public Throttles() {
        this(System::nanoTime);
    }

    Throttles(LongSupplier nanos) {
        this.nanos = nanos;
    }

    void enable() {
        meters.clear();
        on = true;
    }

    void disable() {
        on = false;
    }

    /** Counts a GetShardIterator, or refuses it. */
    public void iterator(String stream, String shardId) throws ServiceException {
        if (on && !meter(stream, shardId).iterator(nanos.getAsLong())) {
            throw exceeded(stream, shardId);
        }
    }

    /** Counts a GetRecords, or refuses it. */
    public void page(String stream, String shardId) throws ServiceException {
        if (on && !meter(stream, shardId).page(nanos.getAsLong())) {
            throw exceeded(stream, shardId);
        }
    }

    /** Charges what a page holds, keys and data. */
    public void charge(String stream, String shardId, long bytes) {
        if (on) {
            meter(stream, shardId).charge(nanos.getAsLong(), bytes);
        }
    }

    private ShardMeter meter(String stream, String shardId) {
        return meters.computeIfAbsent(stream + "/" + shardId, key -> new ShardMeter(nanos.getAsLong()));
    }

    static ServiceException exceeded(String stream, String shardId) {
        return new ServiceException(
                "ProvisionedThroughputExceededException",
                "Rate exceeded for shard " + shardId + " in stream " + stream + " under account 000000000000.");
    }
}
