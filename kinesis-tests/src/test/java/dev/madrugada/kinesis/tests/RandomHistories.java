package dev.madrugada.kinesis.tests;

import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.SparkSession;

/**
 * Many histories in a row, each from the seed after the last one's. {@code -Dmadrugada.seed} says where to begin, and
 * {@code -Dmadrugada.histories} how many.
 */
final class RandomHistories {

    private static final int SIGN_OF_LIFE = 20;
    private static final Instant BEFORE_ALL = Instant.parse("2001-01-01T00:00:00Z");

    private final long seed = Long.getLong("madrugada.seed", System.nanoTime() % 1_000_000);
    private final Map<Feature, Integer> counts = new EnumMap<>(Feature.class);
    private final List<Throwable> failures = new ArrayList<>();
    private final int histories;

    RandomHistories(int usually) {
        histories = Integer.getInteger("madrugada.histories", usually);
    }

    /** How many of them had each feature. Goes through all, then fails if one wasn't read as it was put. */
    Map<Feature, Integer> lived(SparkSession spark) {
        System.out.println(histories + " histories from seed " + seed + " (-Dmadrugada.seed)");
        try (LocalKinesis kinesis = LocalKinesis.started(BEFORE_ALL)) {
            for (int i = 0; i < histories; i++) {
                live(spark, seed + i, kinesis);
                if ((i + 1) % SIGN_OF_LIFE == 0) {
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

    /** Spark's exceptions are checked ones, though nobody declares them. */
    private void live(SparkSession spark, long historySeed, LocalKinesis kinesis) {
        try {
            new RandomHistory(historySeed, kinesis)
                    .lived(spark)
                    .forEach(feature -> counts.merge(feature, 1, Integer::sum));
        } catch (AssertionError | Exception e) {
            System.out.println("failed: -Dmadrugada.seed=" + historySeed + " -Dmadrugada.histories=1: " + e);
            failures.add(e);
        }
    }

    private void report() {
        System.out.println(
                "read as they were put: " + (histories - failures.size()) + " of " + histories + "; these had");
        for (Feature feature : Feature.values()) {
            System.out.printf("%5d  %s%n", counts.getOrDefault(feature, 0), feature);
        }
    }
}
