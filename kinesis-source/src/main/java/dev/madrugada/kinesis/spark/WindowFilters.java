package dev.madrugada.kinesis.spark;

import dev.madrugada.kinesis.read.RecordColumn;
import dev.madrugada.kinesis.split.ReadWindow;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.apache.spark.sql.sources.EqualNullSafe;
import org.apache.spark.sql.sources.EqualTo;
import org.apache.spark.sql.sources.Filter;
import org.apache.spark.sql.sources.GreaterThan;
import org.apache.spark.sql.sources.GreaterThanOrEqual;
import org.apache.spark.sql.sources.In;
import org.apache.spark.sql.sources.IsNotNull;
import org.apache.spark.sql.sources.LessThan;
import org.apache.spark.sql.sources.LessThanOrEqual;
import org.jspecify.annotations.Nullable;

/**
 * The conditions of a query that the source meets by itself: bounds of {@code arrived_at} cut the window, names of
 * {@code shard_id} leave shards out. What is taken is met exactly, so that Spark needn't look again; all else stays
 * Spark's.
 */
final class WindowFilters {

    /** The step of Spark's timestamps: nothing lies between an instant and the one this much later. */
    private static final Duration TICK = Duration.ofNanos(1_000);

    private final List<Filter> taken = new ArrayList<>();
    private Instant start;
    private Instant end;
    private @Nullable Set<String> shards;

    WindowFilters(ReadWindow window) {
        this.start = window.start();
        this.end = window.end();
    }

    /** Whether the source will see to it; {@code false} leaves it to Spark. */
    boolean take(Filter filter) {
        boolean takes = cuts(filter) || names(filter) || isAlwaysTrue(filter);
        if (takes) {
            taken.add(filter);
        }
        return takes;
    }

    List<Filter> taken() {
        return List.copyOf(taken);
    }

    /** The shards that are asked for; null for all. */
    @Nullable
    Set<String> shards() {
        return shards;
    }

    /** What is left of a window; null if nothing is. */
    @Nullable
    ReadWindow cut(ReadWindow window) {
        return start.isBefore(end) ? new ReadWindow(start, end, window.maxOutOfOrderness()) : null;
    }

    private boolean cuts(Filter filter) {
        if (filter instanceof GreaterThanOrEqual from && isArrival(from.attribute())) {
            return startAt(instant(from.value()));
        }
        if (filter instanceof GreaterThan after && isArrival(after.attribute())) {
            return startAt(later(instant(after.value())));
        }
        if (filter instanceof LessThan until && isArrival(until.attribute())) {
            return endAt(instant(until.value()));
        }
        if (filter instanceof LessThanOrEqual upTo && isArrival(upTo.attribute())) {
            return endAt(later(instant(upTo.value())));
        }
        if (filter instanceof EqualTo at && isArrival(at.attribute())) {
            return startAt(instant(at.value())) && endAt(later(instant(at.value())));
        }
        return false;
    }

    private boolean names(Filter filter) {
        if (filter instanceof EqualTo one && isShard(one.attribute()) && one.value() instanceof String id) {
            return keep(Set.of(id));
        }
        if (filter instanceof EqualNullSafe one && isShard(one.attribute()) && one.value() instanceof String id) {
            return keep(Set.of(id));
        }
        if (filter instanceof In some && isShard(some.attribute())) {
            // A null in the list matches nothing and unmatches nothing that a filter would keep.
            return keep(Arrays.stream(some.values())
                    .filter(Objects::nonNull)
                    .map(Object::toString)
                    .toList());
        }
        return false;
    }

    private static boolean isAlwaysTrue(Filter filter) {
        return filter instanceof IsNotNull known
                && RecordColumn.all().stream()
                        .anyMatch(column -> column.columnName().equals(known.attribute()));
    }

    private boolean keep(Iterable<String> ids) {
        Set<String> kept = new TreeSet<>();
        for (String id : ids) {
            if (shards == null || shards.contains(id)) {
                kept.add(id);
            }
        }
        shards = kept;
        return true;
    }

    private boolean startAt(@Nullable Instant instant) {
        if (instant != null && instant.isAfter(start)) {
            start = instant;
        }
        return instant != null;
    }

    private boolean endAt(@Nullable Instant instant) {
        if (instant != null && instant.isBefore(end)) {
            end = instant;
        }
        return instant != null;
    }

    private static @Nullable Instant later(@Nullable Instant instant) {
        return instant == null ? null : instant.plus(TICK);
    }

    /** Which of the two comes depends on spark.sql.datetime.java8API.enabled. */
    private static @Nullable Instant instant(@Nullable Object value) {
        if (value instanceof Timestamp timestamp) {
            return timestamp.toInstant();
        }
        return value instanceof Instant instant ? instant : null;
    }

    private static boolean isArrival(String attribute) {
        return attribute.equals(RecordColumn.ARRIVED_AT.columnName());
    }

    private static boolean isShard(String attribute) {
        return attribute.equals(RecordColumn.SHARD_ID.columnName());
    }
}
