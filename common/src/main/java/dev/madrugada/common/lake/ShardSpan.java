package dev.madrugada.common.lake;

import org.jspecify.annotations.Nullable;

/**
 * What an hour of raw has of one shard.
 *
 * @param shard the id of a shard or of a Kafka partition, or a file's URI
 * @param first the first position that was read, as raw's column {@code sequence_number} has it
 * @param last the last position that was read
 * @param next the position at which the next hour begins; null if the source finds it by time
 * @param version the version of what was read, such as a file's ETag; null if positions never change their content
 * @param rows the number of records in raw
 * @param bytes the sum of the payloads' lengths
 */
public record ShardSpan(
        String shard,
        @Nullable String first,
        @Nullable String last,
        @Nullable String next,
        @Nullable String version,
        long rows,
        long bytes) {
    /** The same span with what was written of it; the written positions fill in those that the source does not know. */
    public ShardSpan with(ShardSpan written) {
        return new ShardSpan(
                shard,
                first == null ? written.first : first,
                last == null ? written.last : last,
                next,
                version,
                written.rows,
                written.bytes);
    }

    /** The same span of which nothing was written. */
    public ShardSpan withoutRows() {
        return new ShardSpan(shard, first, last, next, version, 0, 0);
    }
}
