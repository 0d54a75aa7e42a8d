package dev.madrugada.kinesis.tests;

import java.time.Duration;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * The random parameters of a history. The parameters are drawn before anything is written, so the same seed gives the
 * same plan.
 *
 * @param shards the number of shards at the start
 * @param maxOutOfOrderness the option {@code max-out-of-orderness} of the read, which also limits the skew
 * @param skewed whether arrivals are out of order
 * @param quirks whether the local Kinesis returns empty pages in mid-shard, and a MillisBehindLatest of 0 before the
 *     tip
 * @param faults faults of GetRecords; a value of n makes every nth call fail
 * @param deaggregated whether the read unpacks aggregates
 * @param bufferBytes the option {@code max-buffer-bytes} of the read; 0 for the default
 * @param shardsPerTask the option {@code max-shards-per-task} of the read; 0 for the default
 * @param failingTasks whether each task fails once
 * @param filtered whether the query has a filter
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

    private static final List<Duration> MAX_OUT_OF_ORDERNESS =
            List.of(Duration.ofSeconds(10), Duration.ofMinutes(2), Duration.ofMinutes(10));

    static final Map<Feature, String> FAULTS = Map.of(
            Feature.THROTTLES, "throttle",
            Feature.EXPIRED_ITERATORS, "expired",
            Feature.CUT_CONNECTIONS, "cut",
            Feature.SERVER_ERRORS, "internal");

    HistoryPlan {
        // The faults are in the order of the enum, so that a repeated history adds its faults in the same order.
        faults = Collections.unmodifiableMap(new EnumMap<>(faults));
    }

    static HistoryPlan drawn(Random random) {
        Map<Feature, Integer> faults = new EnumMap<>(Feature.class);
        // The loop follows the order of the enum, because the order of a map may differ from run to run.
        for (Feature feature : Feature.values()) {
            if (FAULTS.containsKey(feature) && random.nextInt(5) < 3) {
                faults.put(feature, 3 + random.nextInt(3));
            }
        }
        return new HistoryPlan(
                1 + random.nextInt(4),
                MAX_OUT_OF_ORDERNESS.get(random.nextInt(MAX_OUT_OF_ORDERNESS.size())),
                random.nextInt(3) > 0,
                random.nextBoolean(),
                faults,
                random.nextInt(5) < 3,
                random.nextBoolean() ? smallBuffer(faults, random) : 0,
                random.nextInt(4),
                random.nextBoolean(),
                random.nextInt(5) < 2);
    }

    /**
     * A random small buffer. The buffer is larger if calls are throttled: each page then costs about half a second, and
     * a read with very small pages would take minutes.
     */
    private static int smallBuffer(Map<Feature, Integer> faults, Random random) {
        return faults.containsKey(Feature.THROTTLES) ? 8_000 << random.nextInt(3) : 2_000 << random.nextInt(5);
    }
}
