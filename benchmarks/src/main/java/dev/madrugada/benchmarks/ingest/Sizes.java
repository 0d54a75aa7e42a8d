package dev.madrugada.benchmarks.ingest;

/**
 * How much is read.
 *
 * @param wide MiB in each of the sixteen shards
 * @param narrow MiB in each of the four shards
 * @param rounds of the contenders that take turns
 */
record Sizes(int wide, int narrow, int rounds) {
    static final Sizes WHOLE = new Sizes(128, 256, 5);
    /** Shows that it runs; its figures mean nothing. */
    static final Sizes REDUCED = new Sizes(1, 2, 1);
}
