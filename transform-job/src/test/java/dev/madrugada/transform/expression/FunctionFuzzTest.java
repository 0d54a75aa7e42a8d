package dev.madrugada.transform.expression;

import static org.assertj.core.api.Assertions.assertThat;

import dev.madrugada.common.spark.LocalSpark;
import java.util.List;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Calls one in five of the functions of {@link EveryFunctionIT}; the seed determines the first of them. */
@ExtendWith(LocalSpark.class)
class FunctionFuzzTest {
    private static final int FIFTHS = 5;

    @Test
    void noFunctionFailsAJobWhateverTheRecord(SparkSession spark) {
        long seed = Long.getLong("madrugada.seed", System.nanoTime());
        System.out.println("-Dmadrugada.seed=" + seed + " repeats this sample");
        FunctionFuzz fuzz = new FunctionFuzz(spark, seed);
        List<String> functions = FunctionFuzz.functions();
        for (int i = Math.floorMod(seed, FIFTHS); i < functions.size(); i += FIFTHS) {
            fuzz.call(functions.get(i), 4);
        }
        System.out.println(fuzz);
        assertThat(fuzz.slowestMillis()).isLessThan(60_000);
    }
}
