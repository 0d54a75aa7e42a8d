package dev.madrugada.transform.expression;

import static org.assertj.core.api.Assertions.assertThat;

import dev.madrugada.common.spark.LocalSpark;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Calls every function of Spark's registry many times; the build gives this test a heap of 2 GB. */
@Tag("thorough")
@ExtendWith(LocalSpark.class)
class EveryFunctionIT {
    private static final int WAYS = Integer.getInteger("madrugada.ways", 60);

    @Test
    void noFunctionFailsAJobWhateverTheRecord(SparkSession spark) {
        long seed = Long.getLong("madrugada.seed", System.nanoTime());
        System.out.println("-Dmadrugada.seed=" + seed + " repeats this run");
        FunctionFuzz fuzz = new FunctionFuzz(spark, seed);
        for (String function : FunctionFuzz.functions()) {
            fuzz.call(function, WAYS);
        }
        System.out.println(fuzz);
        assertThat(fuzz.slowestMillis()).isLessThan(60_000);
    }
}
