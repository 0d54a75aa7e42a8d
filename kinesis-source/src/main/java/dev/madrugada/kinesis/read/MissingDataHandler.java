package dev.madrugada.kinesis.read;

import dev.madrugada.kinesis.MissingRecords;
import dev.madrugada.kinesis.RecordsExpiredException;
import dev.madrugada.kinesis.split.OnExpired;
import java.util.concurrent.atomic.LongAdder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Where a task says that records are gone: the end of it, or a line in its log and its metrics. */
final class MissingDataHandler {

    private static final Logger LOG = LoggerFactory.getLogger(MissingDataHandler.class);

    private final OnExpired onExpired;
    private final LongAdder missingMillis = new LongAdder();
    private final LongAdder missingShards = new LongAdder();

    MissingDataHandler(OnExpired onExpired) {
        this.onExpired = onExpired;
    }

    /** @throws RecordsExpiredException unless loss is to be borne */
    void missing(MissingRecords gone) {
        if (onExpired == OnExpired.FAIL) {
            throw new RecordsExpiredException(gone);
        }
        LOG.warn("read without what is missing: {}", gone);
        missingMillis.add(gone.duration().toMillis());
    }

    /** As {@link #missing}, of a shard that is gone as a whole. */
    void missingShard(MissingRecords gone) {
        missing(gone);
        missingShards.increment();
    }

    long missingMillis() {
        return missingMillis.sum();
    }

    long missingShards() {
        return missingShards.sum();
    }
}
