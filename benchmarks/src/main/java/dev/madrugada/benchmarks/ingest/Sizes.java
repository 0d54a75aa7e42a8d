package dev.madrugada.benchmarks.ingest;

/**
 * The amount of data.
 *
 * @param wide MiB in each of the sixteen shards
 * @param narrow MiB in each of the four shards
 * @param rounds number of runs of each program, which take turns
 */
record Sizes(int wide, int narrow, int rounds) {
    static final Sizes WHOLE = new Sizes(128, 256, 5);
    /** The sizes of a quick run. The figures of a quick run are meaningless. */
    static final Sizes REDUCED = new Sizes(1, 2, 1);
}
