package dev.madrugada.night;

import dev.madrugada.common.lake.Arrivals;
import dev.madrugada.common.lake.Digest;
import dev.madrugada.common.lake.LakeLayout;
import dev.madrugada.common.lake.LakeTable;
import dev.madrugada.common.lake.Manifest;
import dev.madrugada.common.lake.ObjectStore;
import dev.madrugada.common.lake.Partition;
import dev.madrugada.common.lake.PartitionCatalog;
import dev.madrugada.common.lake.PartitionCommits;
import dev.madrugada.common.lake.PublishedHours;
import dev.madrugada.common.lake.StagedPartition;
import dev.madrugada.common.run.LakePartition;
import dev.madrugada.common.run.StageIdentity;
import dev.madrugada.common.time.ArrivalDay;
import dev.madrugada.common.time.ArrivalHour;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/** A day of raw: its first hour has records, and the others have none. */
record ArrivedDay(PartitionCommits commits, ArrivalDay day) {
    static ArrivedDay of(ObjectStore store, LakeTable raw, ArrivalDay day, Clock clock) {
        return new ArrivedDay(new PartitionCommits(store, raw, PartitionCatalog.NONE, clock), day);
    }

    /** Publishes every hour, as generation after the current one. */
    List<LakePartition> publish(long rows) {
        NavigableMap<ArrivalHour, Manifest> before =
                PublishedHours.of(commits, day).manifests();
        ArrivalHour first = day.hours().get(0);
        return day.hours().stream()
                .map(hour -> {
                    long base = before.containsKey(hour) ? before.get(hour).generation() : 0;
                    return LakePartition.of(
                            commits.table(), commits.publish(staged(hour, base, hour.equals(first) ? rows : 0)));
                })
                .toList();
    }

    private StagedPartition staged(ArrivalHour hour, long base, long rows) {
        Partition partition = LakeLayout.arrivalHour(hour);
        return new StagedPartition(
                        partition,
                        base,
                        "run",
                        commits.table().runFolder(partition, "run-" + rows),
                        rows == 0 ? List.of() : List.of(new Manifest.DataFile("part-0.parquet", rows, 100, "sha256:0")),
                        Map.of(),
                        new Digest("rows:" + rows))
                .with(new Arrivals(true, "stream", List.of(rows, 0L, 0L, 0L), List.of(), List.of(), List.of()));
    }

    /** The inputs of a transform that read what is published. */
    Map<String, String> inputsOfCurrent() {
        return inputs(commits.current(LakeLayout.arrivalHour(day.hours().get(0)))
                .map(manifest -> manifest.content().text())
                .orElse("none"));
    }

    /** The inputs of a transform that read the day with this content in its first hour. */
    Map<String, String> inputs(String content) {
        Map<String, String> inputs = new TreeMap<>();
        for (ArrivalHour hour : day.hours()) {
            boolean isFirst = hour.equals(day.hours().get(0));
            inputs.put(StageIdentity.rawInput(LakeLayout.arrivalHour(hour)), isFirst ? content : "rows:0");
        }
        return inputs;
    }
}
