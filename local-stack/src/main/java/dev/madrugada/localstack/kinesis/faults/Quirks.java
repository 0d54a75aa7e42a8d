package dev.madrugada.localstack.kinesis.faults;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Two legal behaviours of real shards that readers must handle: an empty page although records follow, and a
 * MillisBehindLatest of 0 although records follow. The quirks are deterministic: of each four consecutive calls on a
 * shard, the first returns the early 0 and the second returns the empty page. No page has both quirks, because an empty
 * page with 0 means the tip of the shard.
 */
public final class Quirks {
    private static final int CYCLE = 4;

    private final Map<String, Integer> calls = new ConcurrentHashMap<>();
    private final Map<String, Integer> emptyPages = new ConcurrentHashMap<>();
    private volatile boolean on = true;

    /** The quirk of one GetRecords call. */
    public enum Quirk {
        /** The page is returned unchanged. */
        NONE,
        /** The page has half of the records and a MillisBehindLatest of 0. */
        EARLY_ZERO,
        /** The page has no records although records follow. */
        EMPTY
    }

    void enable() {
        on = true;
    }

    void disable() {
        on = false;
    }

    /** Counts a page that was empty although records follow. */
    public void countEmptyPage(String stream) {
        emptyPages.merge(stream, 1, Integer::sum);
    }

    int emptyPages(String stream) {
        return emptyPages.getOrDefault(stream, 0);
    }

    /** Counts a GetRecords call and returns its quirk. */
    public Quirk next(String stream, String shardId) {
        if (!on) {
            return Quirk.NONE;
        }
        int call = calls.merge(stream + "/" + shardId, 1, Integer::sum) % CYCLE;
        return switch (call) {
            case 1 -> Quirk.EARLY_ZERO;
            case 2 -> Quirk.EMPTY;
            default -> Quirk.NONE;
        };
    }
}
