package dev.madrugada.localstack.kinesis.faults;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What real shards do now and then, and readers must bear: an empty page in mid-shard, and a MillisBehindLatest of 0 on
 * a page that has a successor. Deterministic: each shard's calls are counted, and of four in a row the first ends early
 * and the second is empty. The two never meet: an empty page that claims 0 is the tip.
 */
public final class Quirks {
    private static final int CYCLE = 4;

    private final Map<String, Integer> calls = new ConcurrentHashMap<>();
    private final Map<String, Integer> emptyPages = new ConcurrentHashMap<>();
    private volatile boolean on = true;

    /** How a call is answered. */
    public enum Turn {
        /** As it is. */
        PLAIN,
        /** Half of what there is, claiming that nothing follows. */
        EARLY_ZERO,
        /** Nothing, though there is something. */
        EMPTY
    }

    void enable() {
        on = true;
    }

    void disable() {
        on = false;
    }

    /** Counts a page that was empty though there was more. */
    public void gaveEmptyPage(String stream) {
        emptyPages.merge(stream, 1, Integer::sum);
    }

    int emptyPages(String stream) {
        return emptyPages.getOrDefault(stream, 0);
    }

    public Turn next(String stream, String shardId) {
        if (!on) {
            return Turn.PLAIN;
        }
        int call = calls.merge(stream + "/" + shardId, 1, Integer::sum) % CYCLE;
        return switch (call) {
            case 1 -> Turn.EARLY_ZERO;
            case 2 -> Turn.EMPTY;
            default -> Turn.PLAIN;
        };
    }
}
