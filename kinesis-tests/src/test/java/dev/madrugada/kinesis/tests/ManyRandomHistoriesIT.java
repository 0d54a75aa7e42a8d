package dev.madrugada.kinesis.tests;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** As {@link RandomHistoriesIT}, with enough histories that each feature occurs often. */
@Tag("thorough")
@ExtendWith(SharedSpark.class)
class ManyRandomHistoriesIT {

    private static final int HISTORIES = 200;
    private static final int OF_EACH_FEATURE = 40;

    @Test
    void readsExactlyTheRecordsPut(SparkSession spark) {
        Map<Feature, Integer> counts = new RandomHistories(HISTORIES).run(spark);

        if (Integer.getInteger("madrugada.histories", HISTORIES) >= HISTORIES) {
            assertThat(counts)
                    .containsOnlyKeys(Feature.values())
                    .allSatisfy((feature, count) ->
                            assertThat(count).as(feature.toString()).isGreaterThanOrEqualTo(OF_EACH_FEATURE));
        }
    }
}
