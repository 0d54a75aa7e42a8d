package dev.madrugada.kinesis.read;

import dev.madrugada.kinesis.MissingRecords;
import dev.madrugada.kinesis.split.ReadConfig;
import dev.madrugada.kinesis.split.RetentionBound;
import dev.madrugada.kinesis.stream.StreamClient;
import java.time.Duration;
import java.time.Instant;

/** Checks the stream's retention once more after a task has read all of its shards. */
record CompletenessCheck(String stream, ReadConfig config, RetentionBound planned, MissingDataHandler missingData) {

    /**
     * {@link RetentionGuard} relies on the retention that planning found. If the retention is lower now, the time of
     * the change is unknown. In this case the stream must still retain the whole window.
     */
    void verify(StreamClient client) {
        Duration now = client.summary().retention();
        Instant horizon = config.clock().instant().minus(now);
        Instant end = config.window().end();
        if (now.compareTo(planned.period()) < 0
                && planned.from().isBefore(horizon)
                && planned.from().isBefore(end)) {
            missingData.missing(new MissingRecords(
                    stream,
                    null,
                    planned.from(),
                    horizon.isBefore(end) ? horizon : end,
                    "the stream's retention was lowered while it was read, from " + planned.period() + " to " + now));
        }
    }
}
