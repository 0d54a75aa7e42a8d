package dev.madrugada.transform;

import dev.madrugada.common.contract.DatasetContract;
import dev.madrugada.common.lake.Partition;
import dev.madrugada.common.run.AffectedPartitions;
import dev.madrugada.common.run.RunRecord;
import java.time.LocalDate;
import java.util.Collections;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;

/**
 * The event days that earlier runs of an arrival day affected: what moved away from them has to go.
 *
 * @param recorded by the last run that ended well
 * @param published by any run, also by one that died before it left a record, or whose record was replaced; only days
 *     that have something published
 */
record EarlierRuns(NavigableSet<LocalDate> recorded, NavigableSet<LocalDate> published) {
    EarlierRuns {
        recorded = Collections.unmodifiableNavigableSet(new TreeSet<>(recorded));
        published = Collections.unmodifiableNavigableSet(new TreeSet<>(published));
    }

    static EarlierRuns found(
            DatasetContract contract, TransformTables tables, Optional<RunRecord> last, AffectedPartitions affected) {
        NavigableSet<LocalDate> recorded = new TreeSet<>();
        last.stream()
                .flatMap(done -> done.stagedContents().stream())
                .map(staged -> staged.partition().day())
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

    /**
     * Whether the last run record lists every affected day that is published; if not, another run has published since,
     * and the record's outputs are not up to date.
     */
    boolean areRecorded() {
        return recorded.containsAll(published);
    }
}
