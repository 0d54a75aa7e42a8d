package dev.madrugada.kinesis.tests;

import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.function.Predicate;
import software.amazon.awssdk.services.kinesis.model.Shard;

/**
 * A filter as SQL for Spark and as an equivalent predicate for the expected rows.
 *
 * @param sql empty for no filter
 */
record RowFilter(String sql, Predicate<ReadRow> predicate) {

    static final RowFilter NONE = new RowFilter("", row -> true);

    /** A random filter, or a combination of two, that the source can push down. */
    static RowFilter drawn(WrittenHistory history, Random random) {
        List<StreamedRecord> records = history.records();
        Instant instant = records.get(random.nextInt(records.size())).arrivedAt();
        List<Shard> shards = history.stream().shards();
        String shard = shards.get(random.nextInt(shards.size())).shardId();
        return switch (random.nextInt(6)) {
            case 0 -> from(instant);
            case 1 -> until(instant);
            case 2 -> at(instant);
            case 3 -> of(shard);
            case 4 -> of(shard).or(of(shards.get(0).shardId()));
            default -> of(shard).and(from(instant));
        };
    }

    private static RowFilter from(Instant instant) {
        return new RowFilter(
                "arrived_at >= timestamp'" + instant + "'",
                row -> !row.arrivedAt().isBefore(instant));
    }

    private static RowFilter until(Instant instant) {
        return new RowFilter(
                "arrived_at < timestamp'" + instant + "'",
                row -> row.arrivedAt().isBefore(instant));
    }

    private static RowFilter at(Instant instant) {
        return new RowFilter(
                "arrived_at = timestamp'" + instant + "'",
                row -> row.arrivedAt().equals(instant));
    }

    private static RowFilter of(String shard) {
        return new RowFilter("shard_id = '" + shard + "'", row -> row.shardId().equals(shard));
    }

    private RowFilter and(RowFilter other) {
        return new RowFilter(sql + " and " + other.sql, predicate.and(other.predicate));
    }

    private RowFilter or(RowFilter other) {
        return new RowFilter(sql + " or " + other.sql, predicate.or(other.predicate));
    }

    @Override
    public String toString() {
        return sql;
    }
}
