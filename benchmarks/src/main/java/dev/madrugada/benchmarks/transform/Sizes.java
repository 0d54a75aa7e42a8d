package dev.madrugada.benchmarks.transform;

/**
 * The amount of data and of repetition.
 *
 * @param events number of events
 * @param rounds number of processes of each program, which take turns
 * @param warmRuns number of runs inside one process; the first is not measured
 */
record Sizes(long events, int rounds, int warmRuns) {
    static final Sizes WHOLE = new Sizes(3_000_000, 2, 3);
    /** The sizes of a quick run. The figures of a quick run are meaningless. */
    static final Sizes REDUCED = new Sizes(20_000, 1, 2);

    Sizes withEvents(long number) {
        return new Sizes(number, rounds, warmRuns);
    }

    Sizes withRounds(int number) {
        return new Sizes(events, number, warmRuns);
    }
}
