package dev.madrugada.kinesis;

import java.io.Serializable;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A stretch of a window whose records, if there were any, can no longer be read.
 *
 * @param stream the stream's name
 * @param shardId the shard they lay in; null if it is all shards
 * @param from the first instant that is missing
 * @param until the first instant after the missing ones
 * @param why what is known of it, as a clause
 */
public record MissingRecords(String stream, @Nullable String shardId, Instant from, Instant until, String why)
        implements Serializable {

    public MissingRecords {
        if (!from.isBefore(until)) {
            throw new IllegalArgumentException("nothing is missing from " + from + " until " + until);
        }
    }

    /** How much of the window is missing. */
    public Duration duration() {
        return Duration.between(from, until);
    }

    @Override
    public String toString() {
        return "stream %s%s: the records of [%s, %s), %s of the window, are gone; %s"
                .formatted(stream, shardId == null ? "" : ", shard " + shardId, from, until, duration(), why);
    }
}
