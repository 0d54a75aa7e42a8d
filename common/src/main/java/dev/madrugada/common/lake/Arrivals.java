package dev.madrugada.common.lake;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

/**
 * What an hour of raw was read from, and how much.
 *
 * @param complete whether the generation contains every record of the hour; false if the source may have omitted
 *     records without failing
 * @param source the identity of the source: a stream's ARN with its creation time, a topic's id with its cluster's, the
 *     prefix of files
 * @param quarters the number of records by quarter of the hour of their arrival, four numbers: the days of every time
 *     zone begin at a quarter
 * @param shards what was read of each shard, in order of their ids
 * @param refused records that the source could not read, and that are therefore not in raw
 * @param warnings what the read of the hour found, whichever run read it; those of a span of hours are in its first one
 */
public record Arrivals(
        boolean complete,
        String source,
        List<Long> quarters,
        List<ShardSpan> shards,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<RefusedInput> refused,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<ReadWarning> warnings) {
    /** The number of quarters of an hour. */
    public static final int QUARTERS = 4;

    private static final Duration QUARTER = Duration.ofMinutes(15);

    /**
     * Records that a source could not read.
     *
     * @param reason why, without values of payloads
     * @param place where, such as a file and a position
     * @param count the number of records, at least 1
     */
    public record RefusedInput(String reason, String place, long count) {}

    /**
     * What people should know about a read.
     *
     * @param code names the kind of warning, such as {@code UnprovenStart}
     * @param subject the source, such as a topic
     * @param message one sentence for people
     */
    public record ReadWarning(String code, String subject, String message) {}

    public Arrivals {
        quarters = List.copyOf(quarters);
        if (quarters.size() != QUARTERS) {
            throw new IllegalArgumentException("an hour has " + QUARTERS + " quarters, and not " + quarters.size());
        }
        shards = List.copyOf(shards);
        // The JSON omits these fields if the lists are empty.
        refused = List.copyOf(Objects.requireNonNullElse(refused, List.of()));
        warnings = List.copyOf(Objects.requireNonNullElse(warnings, List.of()));
    }

    /** The number of records in all quarters. */
    @JsonIgnore
    public long rows() {
        return quarters.stream().mapToLong(Long::longValue).sum();
    }

    /**
     * The number of records that arrived in a window.
     *
     * @param hour the start of the hour
     * @param window begins and ends at quarters of an hour
     */
    public long rowsIn(Instant hour, Window window) {
        long rows = 0;
        for (int quarter = 0; quarter < QUARTERS; quarter++) {
            Instant start = hour.plus(QUARTER.multipliedBy(quarter));
            if (window.contains(new Window(start, start.plus(QUARTER)))) {
                rows += quarters.get(quarter);
            }
        }
        return rows;
    }
}
