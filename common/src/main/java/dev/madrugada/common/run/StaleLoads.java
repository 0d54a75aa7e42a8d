package dev.madrugada.common.run;

import dev.madrugada.common.lake.LakeTable;
import java.time.LocalDate;
import java.util.List;

/**
 * The loads of later nights that a transform makes stale. A partition of a later day waits for its own night. If that
 * night has loaded other content than is published now, no later night would load it again: such a day is due with the
 * night that published it. Transform's run record lists these days, so that every later stage reads the same list.
 */
public record StaleLoads(RunRecords records, String dataset, LocalDate date) {
    /** The later days that are due. To be called once all partitions are published. */
    public List<LocalDate> laterDaysDue(List<? extends Output> published) {
        return published.stream()
                .filter(LakePartition.class::isInstance)
                .map(LakePartition.class::cast)
                .filter(partition -> partition.table().area() == LakeTable.Area.CURATED)
                .filter(this::isStale)
                .map(partition -> partition.partition().day())
                .toList();
    }

    /** A load record that this release cannot read does not say what was loaded: it counts as other content. */
    private boolean isStale(LakePartition published) {
        LocalDate day = published.partition().day();
        return day.isAfter(date)
                && records.exists(dataset, day, StageName.LOAD)
                && records.find(dataset, day, StageName.LOAD).stream()
                        .flatMap(load -> load.warehouseDays().stream())
                        .noneMatch(loaded -> loaded.identity().equals(published.identity()));
    }
}
