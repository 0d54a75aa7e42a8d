package dev.madrugada.kinesis.read;

import dev.madrugada.kinesis.MissingRecords;
import dev.madrugada.kinesis.split.ReadConfig;
import dev.madrugada.kinesis.split.RetentionBound;
import dev.madrugada.kinesis.stream.StreamClient;
import java.time.Duration;
import java.time.Instant;

/** Asks once more, when a task has read all of its shards, how long the stream keeps a record. */
record CompletenessCheck(String stream, ReadConfig terms, RetentionBound planned, MissingDataHandler report) {

    /**
     * {@link RetentionGuard} proves what it proves by the retention of the plan. If that was lowered since, it is not known
     * when, and the whole window must still be there now.
     */
    void allRead(StreamClient client) {
        Duration now = client.summary().retention();
        Instant horizon = terms.clock().instant().minus(now);
        Instant end = terms.window().end();
        if (now.compareTo(planned.period()) < 0
                && planned.from().isBefore(horizon)
                && planned.from().isBefore(end)) {
            report.missing(new MissingRecords(
                    stream,
                    null,
                    planned.from(),
                    horizon.isBefore(end) ? horizon : end,
                    "the stream's retention was lowered while it was read, from " + planned.period() + " to " + now));
        }
    }
}
