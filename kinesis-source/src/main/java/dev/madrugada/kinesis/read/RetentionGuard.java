package dev.madrugada.kinesis.read;

import dev.madrugada.kinesis.MissingRecords;
import dev.madrugada.kinesis.split.ReadConfig;
import dev.madrugada.kinesis.split.RetentionBound;
import dev.madrugada.kinesis.stream.ShardPage;
import java.time.Duration;
import java.time.Instant;

/**
 * Checks for one shard that no record of the window expired before it was read.
 *
 * <p>Kinesis reports no error for expired records and continues with the oldest record that is left. However, the
 * records that follow a page did not arrive earlier than the latest arrival so far minus {@code max-out-of-orderness}.
 * As long as the trim horizon is before that instant, no unread record has expired.
 */
final class RetentionGuard {

    private final String stream;
    private final String shardId;
    private final ReadConfig config;
    private final RetentionBound retentionBound;
    private final MissingDataHandler missingData;

    /** Records of the window that arrived before this instant have been read or are already reported as missing. */
    private Instant readUntil;

    RetentionGuard(
            String stream,
            String shardId,
            ReadConfig config,
            RetentionBound retentionBound,
            MissingDataHandler missingData) {
        this.stream = stream;
        this.shardId = shardId;
        this.config = config;
        this.retentionBound = retentionBound;
        this.missingData = missingData;
        this.readUntil = retentionBound.from();
    }

    /** Called with each page of the shard, in order, when it has been received. */
    void received(ShardPage page) {
        requireRetained(retentionBound.horizon(config.clock().instant()), retentionBound.period());
        if (!page.records().isEmpty()) {
            Instant surely = Instant.ofEpochMilli(page.extent().latest())
                    .minus(config.window().maxOutOfOrderness());
            readUntil = surely.isAfter(readUntil) ? surely : readUntil;
        }
    }

    /** Called if the stream no longer has the shard, whether or not a page of the shard has been read. */
    void vanished() {
        if (readUntil.isBefore(config.window().end())) {
            missingData.missingShard(new MissingRecords(
                    stream,
                    shardId,
                    readUntil,
                    config.window().end(),
                    "the shard existed when the read was planned and no longer does"));
        }
    }

    private void requireRetained(Instant horizon, Duration period) {
        Instant end = config.window().end();
        if (!readUntil.isBefore(horizon) || !readUntil.isBefore(end)) {
            return;
        }
        Instant until = horizon.isBefore(end) ? horizon : end;
        missingData.missing(new MissingRecords(
                stream,
                shardId,
                readUntil,
                until,
                "the stream's retention of " + period.toHours() + " hours ended before they were read"));
        readUntil = until;
    }
}
