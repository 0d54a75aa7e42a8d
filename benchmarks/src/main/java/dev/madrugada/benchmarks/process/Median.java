package dev.madrugada.benchmarks.process;

import java.util.Arrays;
import java.util.stream.DoubleStream;

/** The median of measured values. */
public final class Median {
    private Median() {}

    /** The middle value, or the mean of the two middle values; NaN without values. */
    public static double of(DoubleStream measured) {
        double[] values = measured.sorted().toArray();
        if (values.length == 0) {
            return Double.NaN;
        }
        int middle = values.length / 2;
        return values.length % 2 == 1
                ? values[middle]
                : Arrays.stream(values, middle - 1, middle + 1).average().orElse(Double.NaN);
    }
}
