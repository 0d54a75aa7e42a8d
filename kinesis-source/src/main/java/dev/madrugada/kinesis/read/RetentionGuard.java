package dev.madrugada.kinesis.read;

import dev.madrugada.kinesis.MissingRecords;
import dev.madrugada.kinesis.split.ReadConfig;
import dev.madrugada.kinesis.split.RetentionBound;
import dev.madrugada.kinesis.stream.ShardPage;
import java.time.Duration;
import java.time.Instant;

/**
 * Proves of one shard that no record of the window expired before it was read, or says which may have.
 *
 * <p>The service keeps silent: asked for records that it no longer has, it goes on with the oldest it has. But what is
 * still to come when a page arrives is no older than the records read so far, less the slack. As long as the horizon is
 * behind that, nothing can be gone.
 */
final class RetentionGuard {

    private final String stream;
    private final String shardId;
    private final ReadConfig terms;
    private final RetentionBound retentionBound;
    private final MissingDataHandler report;

    /** Whatever the window has before this has been read, or is already known to be missing. */
    private Instant readUntil;

    RetentionGuard(
            String stream, String shardId, ReadConfig terms, RetentionBound retentionBound, MissingDataHandler report) {
        this.stream = stream;
        this.shardId = shardId;
        this.terms = terms;
        this.retentionBound = retentionBound;
        this.report = report;
        this.readUntil = retentionBound.from();
    }

    /** Shown each page of the shard when it has come, in order. */
    void received(ShardPage page) {
        requireRetained(retentionBound.horizon(terms.clock().instant()), retentionBound.period());
        if (!page.records().isEmpty()) {
            Instant surely = Instant.ofEpochMilli(page.extent().latest())
                    .minus(terms.window().maxOutOfOrderness());
            readUntil = surely.isAfter(readUntil) ? surely : readUntil;
        }
    }

    /** The shard is gone before its first page was read, or in its midst. */
    void vanished() {
        if (readUntil.isBefore(terms.window().end())) {
            report.missingShard(new MissingRecords(
                    stream,
                    shardId,
                    readUntil,
                    terms.window().end(),
                    "the shard was there when the read was planned, and is no more"));
        }
    }

    private void requireRetained(Instant horizon, Duration period) {
        Instant end = terms.window().end();
        if (!readUntil.isBefore(horizon) || !readUntil.isBefore(end)) {
            return;
        }
        Instant until = horizon.isBefore(end) ? horizon : end;
        report.missing(new MissingRecords(
                stream,
                shardId,
                readUntil,
                until,
                "they were not read before the stream's " + period.toHours() + " hours were over"));
        readUntil = until;
    }
}
