package dev.madrugada.transform;

import dev.madrugada.common.contract.DatasetContract;
import dev.madrugada.common.lake.LakeTable;
import dev.madrugada.common.lake.Partition;
import dev.madrugada.common.run.AffectedPartitions;
import dev.madrugada.common.run.RunRecord;
import java.time.LocalDate;
import java.util.Collections;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;

/**
 * The event days that earlier runs of an arrival day published: what moved away from them has to go.
 *
 * @param recorded by the last run that ended well
 * @param affected by any run, also by one that died before it left a record; only days that have something published
 */
record EarlierRuns(NavigableSet<LocalDate> recorded, NavigableSet<LocalDate> affected) {
    EarlierRuns {
        recorded = Collections.unmodifiableNavigableSet(new TreeSet<>(recorded));
        affected = Collections.unmodifiableNavigableSet(new TreeSet<>(affected));
    }

    static EarlierRuns found(
            DatasetContract contract, TransformTables tables, Optional<RunRecord> last, AffectedPartitions affected) {
        NavigableSet<LocalDate> recorded = new TreeSet<>();
        last.stream()
                .flatMap(done -> done.partitionsOf(LakeTable.Area.CURATED).stream())
                .map(published -> published.partition().day())
                .forEach(recorded::add);
        NavigableSet<LocalDate> published = new TreeSet<>();
        affected.all().stream()
                .filter(partition ->
                        partition.column().equals(contract.eventTime().partition()))
                .filter(partition -> tables.curated().before().of(partition) > 0)
                .map(Partition::day)
                .forEach(published::add);
        return new EarlierRuns(recorded, published);
    }

    NavigableSet<LocalDate> eventDays() {
        NavigableSet<LocalDate> days = new TreeSet<>(recorded);
        days.addAll(affected);
        return days;
    }

    /**
     * Whether the last run record lists every affected day; if not, a later run died, and its outputs are not up to
     * date.
     */
    boolean areRecorded() {
        return recorded.containsAll(affected);
    }
}
