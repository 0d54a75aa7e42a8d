package dev.madrugada.ingest.kafka;

import dev.madrugada.common.lake.Arrivals;
import dev.madrugada.common.lake.Manifest;
import dev.madrugada.common.lake.ShardSpan;
import dev.madrugada.common.time.ArrivalHour;
import dev.madrugada.ingest.source.HourSpan;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The offsets of a span of hours in all partitions of a topic.
 *
 * @param logs the partitions' logs, in the order of {@code partitions}
 */
record SpanOffsets(Topic topic, HourSpan span, List<HourOffsets> partitions, List<PartitionLog> logs) {
    SpanOffsets {
        partitions = List.copyOf(partitions);
        logs = List.copyOf(logs);
    }

    /**
     * The offsets that published hours of the same topic fix.
     *
     * @param published the manifest of an hour; an hour that was read from another source counts as not published
     */
    record Published(Topic topic, Function<ArrivalHour, Optional<Manifest>> published) {
        private Optional<Map<String, ShardSpan>> shards(ArrivalHour hour) {
            return published.apply(hour).flatMap(this::shards);
        }

        /** The shards of an hour; empty if it was read from another source. */
        Optional<Map<String, ShardSpan>> shards(Manifest manifest) {
            Arrivals arrivals = manifest.arrivals();
            return arrivals == null || !arrivals.source().equals(topic.identity())
                    ? Optional.empty()
                    : Optional.of(arrivals.shards().stream()
                            .collect(Collectors.toMap(ShardSpan::shard, Function.identity())));
        }

        /** For each partition, the fixed edges, see {@link HourOffsets#of}. */
        Map<Integer, List<Long>> edges(HourSpan span, Optional<Manifest> before) {
            Optional<Map<String, ShardSpan>> earlier = before.flatMap(this::shards);
            List<Optional<Map<String, ShardSpan>>> hours = new ArrayList<>();
            span.hours().forEach(hour -> hours.add(shards(hour)));
            hours.add(shards(span.last().next()));
            Map<Integer, List<Long>> fixed = new HashMap<>();
            for (int partition : topic.partitions()) {
                String shard = Topic.shard(topic.name(), partition);
                List<Long> edges = new ArrayList<>();
                // A partition that the hour before does not have was added since.
                edges.add(earlier.map(shards -> shards.containsKey(shard) ? next(shards.get(shard)) : 0L)
                        .orElseGet(() -> begin(hours.get(0), shard)));
                for (int hour = 1; hour < hours.size(); hour++) {
                    Optional<ShardSpan> own = hours.get(hour - 1).map(shards -> shards.get(shard));
                    Optional<Map<String, ShardSpan>> following = hours.get(hour);
                    edges.add(own.map(Published::next).orElseGet(() -> begin(following, shard)));
                }
                fixed.put(partition, edges);
            }
            return fixed;
        }

        private static long begin(Optional<Map<String, ShardSpan>> hour, String shard) {
            return hour.map(shards -> shards.get(shard))
                    .map(span -> span.first() == null ? next(span) : Long.parseLong(span.first()))
                    .orElse(HourOffsets.OPEN);
        }

        private static long next(ShardSpan span) {
            return Long.parseLong(Objects.requireNonNull(span.next(), "a span of Kafka has its next offset"));
        }
    }

    /** The times for which a span needs offsets: the start of the first hour and the end of each. */
    static List<Instant> times(HourSpan span) {
        List<Instant> times = new ArrayList<>();
        times.add(span.first().start());
        span.hours().forEach(hour -> times.add(hour.end()));
        return times;
    }

    /** @param fixed for each partition, see {@link HourOffsets#of} */
    static SpanOffsets of(Topic topic, HourSpan span, List<PartitionLog> logs, Map<Integer, List<Long>> fixed) {
        List<HourOffsets> partitions = logs.stream()
                .map(log -> HourOffsets.of(log, Objects.requireNonNull(fixed.get(log.partition()))))
                .toList();
        return new SpanOffsets(topic, span, partitions, logs);
    }

    /** What was read of each partition in each hour, also where that is nothing. */
    Map<ArrivalHour, List<ShardSpan>> shards() {
        List<ArrivalHour> hours = span.hours();
        Map<ArrivalHour, List<ShardSpan>> shards = new LinkedHashMap<>();
        for (int i = 0; i < hours.size(); i++) {
            int hour = i;
            shards.put(
                    hours.get(i),
                    partitions.stream().map(offsets -> shard(offsets, hour)).toList());
        }
        return shards;
    }

    private ShardSpan shard(HourOffsets offsets, int hour) {
        long begin = offsets.begin(hour);
        long end = offsets.end(hour);
        boolean isEmpty = begin == end;
        return new ShardSpan(
                Topic.shard(topic.name(), offsets.partition()),
                isEmpty ? null : String.valueOf(begin),
                isEmpty ? null : String.valueOf(end - 1),
                String.valueOf(end),
                null,
                0,
                0);
    }
}
