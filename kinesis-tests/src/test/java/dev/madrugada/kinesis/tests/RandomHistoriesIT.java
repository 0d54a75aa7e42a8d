package dev.madrugada.kinesis.tests;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The rows read are exactly the records put in [start, end), whatever happened to the stream. Runs three random
 * histories.
 */
@ExtendWith(SharedSpark.class)
class RandomHistoriesIT {

    @Test
    void readsExactlyTheRecordsPut(SparkSession spark) {
        assertThat(new RandomHistories(3).run(spark)).isNotEmpty();
    }
}
