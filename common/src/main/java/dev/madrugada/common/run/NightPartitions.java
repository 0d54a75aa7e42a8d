package dev.madrugada.common.run;

import dev.madrugada.common.lake.LakeTable;
import java.time.LocalDate;
import java.util.List;
import java.util.function.Predicate;

/**
 * The curated partitions that a night's transform published. Those of event days up to the night's date are due: the
 * night evaluates and loads them. Partitions of later event days hold only records that arrived early: they stay
 * published and wait for their own night, unless that night has loaded already, see {@link StaleLoads}.
 *
 * @param table the curated table
 * @param due in the order of the record
 * @param waiting in the order of the record
 */
public record NightPartitions(
        LakeTable.Name table, LocalDate date, List<LakePartition> due, List<LakePartition> waiting) {
    public NightPartitions {
        due = List.copyOf(due);
        waiting = List.copyOf(waiting);
    }

    public static NightPartitions of(RunRecord transform) {
        List<LakePartition> curated = transform.partitionsOf(LakeTable.Area.CURATED);
        Predicate<LakePartition> waits =
                partition -> partition.partition().day().isAfter(transform.date())
                        && !transform
                                .laterDaysDue()
                                .contains(partition.partition().day());
        return new NightPartitions(
                new LakeTable.Name(LakeTable.Area.CURATED, transform.dataset()),
                transform.date(),
                curated.stream().filter(waits.negate()).toList(),
                curated.stream().filter(waits).toList());
    }

    /**
     * The partitions that the night evaluates and loads. The date's own partition must be among them, even if it is
     * empty, because a day without records must meet its rules too.
     *
     * @throws dev.madrugada.common.error.TerminalException InputMissing if the date's own partition is not among them
     */
    public List<LakePartition> requireDue() {
        if (due.stream().noneMatch(partition -> partition.partition().day().equals(date))) {
            throw RunFaults.ownPartitionMissing(table, date).exception();
        }
        return due;
    }
}
