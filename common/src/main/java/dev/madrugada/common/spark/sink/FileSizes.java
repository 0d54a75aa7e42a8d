package dev.madrugada.common.spark.sink;

/**
 * The sizes of the files that a run writes.
 *
 * @param targetBytes the size at which the next file begins
 * @param rowGroupBytes the size of a row group, which is what an open file takes of the heap
 */
public record FileSizes(long targetBytes, long rowGroupBytes) {
    private static final long MIB = 1L << 20;
    private static final long TARGET_BYTES = 128 * MIB;
    private static final long MAX_ROW_GROUP_BYTES = 128 * MIB;
    /** Open files take at most this part of the heap: a quarter. */
    private static final int HEAP_SHARE = 4;

    private static final long MIN_ROW_GROUP_BYTES = MIB;
    /** The raw bytes from which one task's rows are made. */
    private static final long RAW_BYTES_OF_A_TASK = 32 * MIB;
    /** Less than this is not worth a task for every core. */
    private static final long RAW_BYTES_OF_A_CORE = 4 * MIB;

    /** The sizes for the task that calls this, which may have so many files open at once. */
    public static FileSizes ofTask(int openFiles) {
        Runtime runtime = Runtime.getRuntime();
        long heap = runtime.maxMemory() / HEAP_SHARE / runtime.availableProcessors();
        long rowGroup = heap / Math.max(1, openFiles);
        return new FileSizes(TARGET_BYTES, Math.max(MIN_ROW_GROUP_BYTES, Math.min(MAX_ROW_GROUP_BYTES, rowGroup)));
    }

    /**
     * The number of tasks that write: it follows from the data, and is a multiple of the cores if there is work for all
     * of them, so that they end together.
     */
    public static int tasks(long rawBytes, int cores) {
        long tasks = Math.max(1, ceil(rawBytes, RAW_BYTES_OF_A_TASK));
        long full = Math.min(cores, Math.max(1, rawBytes / RAW_BYTES_OF_A_CORE));
        return (int) Math.min(Integer.MAX_VALUE, ceil(Math.max(tasks, full), full) * full);
    }

    private static long ceil(long dividend, long divisor) {
        return (dividend + divisor - 1) / divisor;
    }
}
