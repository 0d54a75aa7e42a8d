package dev.madrugada.localstack.kinesis;

import java.util.Optional;

/**
 * One answer to GetRecords; its records still lie in the log.
 *
 * @param bytes of its records' keys and data
 * @param next where the reading goes on; empty at the end of a closed shard
 * @param millisBehindLatest what the page claims, which quirks may have made too small
 */
record Page(Frames frames, long bytes, Optional<ShardPosition> next, long millisBehindLatest) {
    static final int MAX_RECORDS = 10_000;
    /** "10 MB" in the API's words; a record of 10 MiB has to pass, and with its key it does, alone on its page. */
    static final int MAX_BYTES = 10 << 20;

    /** Where records lie in the log, in their order. */
    @SuppressWarnings("ArrayRecordComponent") // handed on once, never compared
    record Frames(long[] offsets, int[] lengths) {
        int count() {
            return offsets.length;
        }

        int length() {
            int length = 0;
            for (int each : lengths) {
                length += each;
            }
            return length;
        }
    }
}
