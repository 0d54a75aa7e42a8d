package dev.madrugada.kinesis.tests;

import java.time.Duration;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * How a history is to be: drawn before anything is written, so that a seed gives the same plan whatever a Kinesis does.
 *
 * @param shards the stream begins with
 * @param maxOutOfOrderness how far arrivals may be out of order, as the reader is told
 * @param skewed whether they are
 * @param faults of GetRecords: each with one of how many calls it strikes
 * @param bufferBytes 0 for the default
 * @param shardsPerTask 0 for the default
 */
record HistoryPlan(
        int shards,
        Duration maxOutOfOrderness,
        boolean skewed,
        boolean quirks,
        Map<Feature, Integer> faults,
        boolean deaggregated,
        int bufferBytes,
        int shardsPerTask,
        boolean failingTasks,
        boolean filtered) {

    private static final List<Duration> SLACKS =
            List.of(Duration.ofSeconds(10), Duration.ofMinutes(2), Duration.ofMinutes(10));

    static final Map<Feature, String> FAULTS = Map.of(
            Feature.THROTTLES, "throttle",
            Feature.EXPIRED_ITERATORS, "expired",
            Feature.CUT_CONNECTIONS, "cut",
            Feature.SERVER_ERRORS, "internal");

    HistoryPlan {
        // In the enum's order: a history lived again gets its faults in the same turn.
        faults = Collections.unmodifiableMap(new EnumMap<>(faults));
    }

    static HistoryPlan drawn(Random random) {
        Map<Feature, Integer> faults = new EnumMap<>(Feature.class);
        // In the order of the enum: a map's own order would differ from run to run.
        for (Feature feature : Feature.values()) {
            if (FAULTS.containsKey(feature) && random.nextInt(5) < 3) {
                faults.put(feature, 3 + random.nextInt(3));
            }
        }
        return new HistoryPlan(
                1 + random.nextInt(4),
                SLACKS.get(random.nextInt(SLACKS.size())),
                random.nextInt(3) > 0,
                random.nextBoolean(),
                faults,
                random.nextInt(5) < 3,
                random.nextBoolean() ? smallBuffer(faults, random) : 0,
                random.nextInt(4),
                random.nextBoolean(),
                random.nextInt(5) < 2);
    }

    /** A shard that throttles gives a page or two a second: with a few records in each, one history takes minutes. */
    private static int smallBuffer(Map<Feature, Integer> faults, Random random) {
        return faults.containsKey(Feature.THROTTLES) ? 8_000 << random.nextInt(3) : 2_000 << random.nextInt(5);
    }
}
