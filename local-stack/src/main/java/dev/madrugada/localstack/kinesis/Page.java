package dev.madrugada.localstack.kinesis;

import java.util.List;
import java.util.Optional;

/**
 * One answer to GetRecords.
 *
 * @param next where the reading goes on; empty at the end of a closed shard
 * @param millisBehindLatest what the page claims, which quirks may have made too small
 */
record Page(List<StoredRecord> records, Optional<ShardPosition> next, long millisBehindLatest) {
    static final int MAX_RECORDS = 10_000;
    static final int MAX_BYTES = 10 << 20;

    Page {
        records = List.copyOf(records);
    }
}
