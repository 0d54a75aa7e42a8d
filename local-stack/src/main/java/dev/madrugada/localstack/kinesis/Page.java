package dev.madrugada.localstack.kinesis;

import java.util.Optional;

/**
 * The result of one GetRecords call. Its records are read from the log later.
 *
 * @param bytes total size of the records' partition keys and data
 * @param next the position after the page; empty at the end of a closed shard
 * @param millisBehindLatest the value that readers see; {@link Quirks} may have set it to 0 although records follow
 */
record Page(Frames frames, long bytes, Optional<ShardPosition> next, long millisBehindLatest) {
    static final int MAX_RECORDS = 10_000;
    /**
     * The size limit of a page. The API documentation says "10 MB". A larger record, 10 MiB plus its key, is returned
     * alone on its page.
     */
    static final int MAX_BYTES = 10 << 20;

    /** Offsets and lengths of records in the log, in order of sequence number. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
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
