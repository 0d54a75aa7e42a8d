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
 * The filters that the source evaluates itself. Comparisons of {@code arrived_at} narrow the window. Conditions on
 * {@code shard_id} select shards. The source evaluates a pushed filter exactly, so Spark does not evaluate it again.
 * All other filters remain with Spark.
 */
final class WindowFilters {

    /** The resolution of Spark's timestamps. */
    private static final Duration TICK = Duration.ofNanos(1_000);

    private final List<Filter> pushed = new ArrayList<>();
    private Instant start;
    private Instant end;
    private @Nullable Set<String> shards;

    WindowFilters(ReadWindow window) {
        this.start = window.start();
        this.end = window.end();
    }

    /**
     * Pushes the filter down if the source can evaluate the filter. Returns false if Spark must evaluate the filter.
     */
    boolean push(Filter filter) {
        boolean evaluated = narrowsWindow(filter) || selectsShards(filter) || isAlwaysTrue(filter);
        if (evaluated) {
            pushed.add(filter);
        }
        return evaluated;
    }

    List<Filter> pushed() {
        return List.copyOf(pushed);
    }

    /** The ids of the selected shards; null for all shards. */
    @Nullable
    Set<String> shards() {
        return shards;
    }

    /** The window narrowed by the pushed filters; null if the narrowed window is empty. */
    @Nullable
    ReadWindow narrowed(ReadWindow window) {
        return start.isBefore(end) ? new ReadWindow(start, end, window.maxOutOfOrderness()) : null;
    }

    private boolean narrowsWindow(Filter filter) {
        if (filter instanceof GreaterThanOrEqual from && isArrival(from.attribute())) {
            return notBefore(instant(from.value()));
        }
        if (filter instanceof GreaterThan after && isArrival(after.attribute())) {
            return notBefore(nextTick(instant(after.value())));
        }
        if (filter instanceof LessThan until && isArrival(until.attribute())) {
            return before(instant(until.value()));
        }
        if (filter instanceof LessThanOrEqual upTo && isArrival(upTo.attribute())) {
            return before(nextTick(instant(upTo.value())));
        }
        if (filter instanceof EqualTo at && isArrival(at.attribute())) {
            return notBefore(instant(at.value())) && before(nextTick(instant(at.value())));
        }
        return false;
    }

    private boolean selectsShards(Filter filter) {
        if (filter instanceof EqualTo one && isShard(one.attribute()) && one.value() instanceof String id) {
            return keepShards(Set.of(id));
        }
        if (filter instanceof EqualNullSafe one && isShard(one.attribute()) && one.value() instanceof String id) {
            return keepShards(Set.of(id));
        }
        if (filter instanceof In some && isShard(some.attribute())) {
            // A null in the list selects no row, and it does not change which rows the other values select.
            return keepShards(Arrays.stream(some.values())
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

    private boolean keepShards(Iterable<String> ids) {
        Set<String> kept = new TreeSet<>();
        for (String id : ids) {
            if (shards == null || shards.contains(id)) {
                kept.add(id);
            }
        }
        shards = kept;
        return true;
    }

    private boolean notBefore(@Nullable Instant instant) {
        if (instant != null && instant.isAfter(start)) {
            start = instant;
        }
        return instant != null;
    }

    private boolean before(@Nullable Instant instant) {
        if (instant != null && instant.isBefore(end)) {
            end = instant;
        }
        return instant != null;
    }

    private static @Nullable Instant nextTick(@Nullable Instant instant) {
        return instant == null ? null : instant.plus(TICK);
    }

    /**
     * Spark passes a Timestamp or an Instant, depending on spark.sql.datetime.java8API.enabled. Null for any other
     * value.
     */
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
