package dev.madrugada.kinesis;

import java.io.Serializable;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A part of a window whose records, if there were any, can no longer be read.
 *
 * @param stream the stream's name
 * @param shardId the shard of the missing records; null if records of all shards are missing
 * @param from the start of the missing part, inclusive
 * @param until the end of the missing part, exclusive
 * @param why the reason, as a clause of the message
 */
public record MissingRecords(String stream, @Nullable String shardId, Instant from, Instant until, String why)
        implements Serializable {

    public MissingRecords {
        if (!from.isBefore(until)) {
            throw new IllegalArgumentException("the missing part is empty: from " + from + " until " + until);
        }
    }

    /** The length of the missing part. */
    public Duration duration() {
        return Duration.between(from, until);
    }

    @Override
    public String toString() {
        return "stream %s%s: the records of [%s, %s) have expired, %s of the window; %s"
                .formatted(stream, shardId == null ? "" : ", shard " + shardId, from, until, duration(), why);
    }
}
