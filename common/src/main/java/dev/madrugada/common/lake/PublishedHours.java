package dev.madrugada.common.lake;

import dev.madrugada.common.time.ArrivalDay;
import dev.madrugada.common.time.ArrivalHour;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The hours of raw that an arrival day touches. A record belongs to the day if it arrived in the day's window; the first
 * and the last hour may have records of the neighbouring days too.
 *
 * @param manifests the current generation of each hour that is published
 */
public record PublishedHours(ArrivalDay day, NavigableMap<ArrivalHour, Manifest> manifests) {
    public PublishedHours {
        manifests = Collections.unmodifiableNavigableMap(new TreeMap<>(manifests));
    }

    /**
     * Looks up what is published.
     *
     * @throws dev.madrugada.common.error.TerminalException InputMissing if raw is that of a build before raw had hours
     */
    public static PublishedHours of(PartitionCommits raw, ArrivalDay day) {
        Map<Partition, ArrivalHour> hours = day.hours().stream()
                .collect(Collectors.toMap(LakeLayout::arrivalHour, hour -> hour, (one, same) -> one, TreeMap::new));
        NavigableMap<ArrivalHour, Manifest> found = new TreeMap<>();
        raw.current(hours.keySet()).forEach((partition, manifest) -> found.put(hours.get(partition), manifest));
        return new PublishedHours(day, found);
    }

    /** The hours of the day that are not published, in order. */
    public List<ArrivalHour> missing() {
        return day.hours().stream().filter(hour -> !manifests.containsKey(hour)).toList();
    }

    /**
     * Requires that every hour is published.
     *
     * @throws dev.madrugada.common.error.TerminalException InputMissing, naming the hours
     */
    public PublishedHours requireWhole(LakeTable raw) {
        List<ArrivalHour> missing = missing();
        if (!missing.isEmpty()) {
            throw LakeFaults.hoursMissing(raw, day, missing).exception();
        }
        return this;
    }

    /** From the day's first instant to that of the next day. */
    public Window window() {
        return new Window(day.start(), day.end());
    }

    /** The number of records that arrived on the day. */
    public long rows() {
        Window window = window();
        return manifests.entrySet().stream()
                .mapToLong(hour -> hour.getValue().rowsIn(hour.getKey(), window))
                .sum();
    }
}
