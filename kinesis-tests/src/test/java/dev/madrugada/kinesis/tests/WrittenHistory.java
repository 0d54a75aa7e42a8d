package dev.madrugada.kinesis.tests;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A stream and its history.
 *
 * @param records in the order of the puts
 * @param end later than every event
 */
record WrittenHistory(
        TestStream stream,
        Instant begin,
        Instant end,
        List<StreamedRecord> records,
        List<Instant> splits,
        List<Instant> merges) {

    private static final Duration GAP = Duration.ofMinutes(10);

    WrittenHistory {
        records = List.copyOf(records);
        splits = List.copyOf(splits);
        merges = List.copyOf(merges);
    }

    /** The expected rows of a read of the window, in {@link ReadRow#ORDER}. */
    List<ReadRow> rows(ReadWindow window, boolean deaggregated) {
        return in(window)
                .flatMap(record -> record.rows(stream.name(), deaggregated).stream())
                .sorted(ReadRow.ORDER)
                .toList();
    }

    long dataBytes() {
        return records.stream().mapToLong(record -> record.put().data().length).sum();
    }

    Stream<StreamedRecord> in(ReadWindow window) {
        return records.stream().filter(record -> window.contains(record.arrivedAt()));
    }

    /** The features that a reader of the window encounters. */
    Set<Feature> features(ReadWindow window) {
        Set<Feature> features = EnumSet.noneOf(Feature.class);
        add(features, Feature.SPLIT, splits.stream().anyMatch(window::contains));
        add(features, Feature.MERGE, merges.stream().anyMatch(window::contains));
        add(features, Feature.EMPTY_SHARD, stream.openShardsWithout(records) > 0);
        add(features, Feature.EMPTY_GAP, hasGap(window));
        add(features, Feature.SKEWED_ARRIVALS, isOutOfOrder(window));
        add(features, Feature.WINDOW_CUT, records.stream().anyMatch(record -> window.isBound(record.arrivedAt())));
        add(features, Feature.LOOKALIKES, holds(window, UserPut.Kind.LOOKALIKE));
        add(features, Feature.AGGREGATES, holds(window, UserPut.Kind.AGGREGATE));
        return features;
    }

    private static void add(Set<Feature> features, Feature feature, boolean present) {
        if (present) {
            features.add(feature);
        }
    }

    private boolean holds(ReadWindow window, UserPut.Kind kind) {
        return in(window).anyMatch(record -> record.put().kind() == kind);
    }

    private boolean hasGap(ReadWindow window) {
        List<Instant> arrivals =
                in(window).map(StreamedRecord::arrivedAt).sorted().toList();
        for (int i = 1; i < arrivals.size(); i++) {
            if (Duration.between(arrivals.get(i - 1), arrivals.get(i)).compareTo(GAP) >= 0) {
                return true;
            }
        }
        return false;
    }

    private boolean isOutOfOrder(ReadWindow window) {
        Map<String, Instant> latest = new HashMap<>();
        for (StreamedRecord record : in(window).toList()) {
            Instant before = latest.merge(
                    record.shardId(),
                    record.arrivedAt(),
                    (a, b) -> Comparator.<Instant>naturalOrder().compare(a, b) > 0 ? a : b);
            if (record.arrivedAt().isBefore(before)) {
                return true;
            }
        }
        return false;
    }
}
