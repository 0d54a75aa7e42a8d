package dev.madrugada.kinesis.tests;

import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.SparkSession;

/**
 * Runs many histories with consecutive seeds. {@code -Dmadrugada.seed} sets the first seed, {@code
 * -Dmadrugada.histories} the number.
 */
final class RandomHistories {

    private static final int PROGRESS_INTERVAL = 20;
    private static final Instant INITIAL_CLOCK = Instant.parse("2001-01-01T00:00:00Z");

    private final long seed = Long.getLong("madrugada.seed", System.nanoTime() % 1_000_000);
    private final Map<Feature, Integer> counts = new EnumMap<>(Feature.class);
    private final List<Throwable> failures = new ArrayList<>();
    private final int histories;

    RandomHistories(int defaultCount) {
        histories = Integer.getInteger("madrugada.histories", defaultCount);
    }

    /**
     * Runs all histories. Fails at the end if any history failed, for example because the rows read differ from the
     * records put.
     *
     * @return the number of histories with each feature
     */
    Map<Feature, Integer> run(SparkSession spark) {
        System.out.println(histories + " histories from seed " + seed + " (-Dmadrugada.seed)");
        try (LocalKinesis kinesis = LocalKinesis.started(INITIAL_CLOCK)) {
            for (int i = 0; i < histories; i++) {
                runOne(spark, seed + i, kinesis);
                if ((i + 1) % PROGRESS_INTERVAL == 0) {
                    System.out.println("… " + (i + 1) + ", failed " + failures.size());
                }
            }
        }
        report();
        if (!failures.isEmpty()) {
            throw new AssertionError(failures.size() + " of " + histories + " histories failed", failures.get(0));
        }
        return counts;
    }

    /** Catches Exception, because Spark throws checked exceptions that its methods do not declare. */
    private void runOne(SparkSession spark, long historySeed, LocalKinesis kinesis) {
        try {
            new RandomHistory(historySeed, kinesis)
                    .run(spark)
                    .forEach(feature -> counts.merge(feature, 1, Integer::sum));
        } catch (AssertionError | Exception e) {
            System.out.println("failed: -Dmadrugada.seed=" + historySeed + " -Dmadrugada.histories=1: " + e);
            failures.add(e);
        }
    }

    private void report() {
        System.out.println("histories read exactly as they were put: " + (histories - failures.size()) + " of "
                + histories + "; features:");
        for (Feature feature : Feature.values()) {
            System.out.printf("%5d  %s%n", counts.getOrDefault(feature, 0), feature);
        }
    }
}
