package dev.madrugada.benchmarks.raw;

import dev.madrugada.benchmarks.process.Stopwatch;

/** Runs one program in this process and prints its processor seconds. Arguments: the writer, the day as JSON. */
final class MeasuredWrite {
    private MeasuredWrite() {}

    public static void main(String[] args) throws Exception {
        RawWriter.valueOf(args[0]).run(RawDay.parse(args[1]));
        System.out.println(Stopwatch.processCpuSeconds());
    }
}
