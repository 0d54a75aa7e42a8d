package dev.madrugada.kinesis.read;

import dev.madrugada.kinesis.MissingRecords;
import dev.madrugada.kinesis.RecordsExpiredException;
import dev.madrugada.kinesis.split.OnExpired;
import java.util.concurrent.atomic.LongAdder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Handles missing records that a task finds. Depending on {@code on-expired}, the handler fails the task, or logs and
 * counts the missing records.
 */
final class MissingDataHandler {

    private static final Logger LOG = LoggerFactory.getLogger(MissingDataHandler.class);

    private final OnExpired onExpired;
    private final LongAdder missingMillis = new LongAdder();
    private final LongAdder missingShards = new LongAdder();

    MissingDataHandler(OnExpired onExpired) {
        this.onExpired = onExpired;
    }

    /** @throws RecordsExpiredException unless {@code on-expired} allows loss */
    void missing(MissingRecords gone) {
        if (onExpired == OnExpired.FAIL) {
            throw new RecordsExpiredException(gone);
        }
        LOG.warn("reading without the missing records: {}", gone);
        missingMillis.add(gone.duration().toMillis());
    }

    /** As {@link #missing}, for a shard that the stream no longer has. */
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
