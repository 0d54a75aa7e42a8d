package dev.madrugada.benchmarks.transform;

import java.util.List;

/**
 * The amount of data and of repetition.
 *
 * @param events number of events
 * @param rounds number of processes of each program, which take turns
 * @param warmRuns number of runs inside one process; the first is not measured
 * @param jvmOptions options of all processes
 */
record Sizes(long events, int rounds, int warmRuns, List<String> jvmOptions) {
    static final Sizes WHOLE = new Sizes(3_000_000, 2, 3, List.of());
    /**
     * The sizes of a quick run. The figures of a quick run are meaningless, also because only the JIT compiler that
     * starts up quickly is used.
     */
    static final Sizes REDUCED = new Sizes(20_000, 1, 2, List.of("-XX:TieredStopAtLevel=1"));

    Sizes withEvents(long number) {
        return new Sizes(number, rounds, warmRuns, jvmOptions);
    }

    Sizes withRounds(int number) {
        return new Sizes(events, number, warmRuns, jvmOptions);
    }
}
