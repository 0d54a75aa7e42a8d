package dev.madrugada.common.run;

import dev.madrugada.common.lake.LakeTable;
import java.time.LocalDate;
import java.util.List;

/**
 * The curated partitions that a night's records affect. What the night's transform staged is due: the night evaluates,
 * publishes and loads it. Partitions of later event days wait for their own night, unless they are published already.
 *
 * @param table the curated table
 * @param due in the order of the record
 * @param waiting in the order of the record; nothing of them is staged
 */
public record NightPartitions(
        LakeTable.Name table, LocalDate date, List<StagedContent> due, List<WaitingPartition> waiting) {
    public NightPartitions {
        due = List.copyOf(due);
        waiting = List.copyOf(waiting);
    }

    public static NightPartitions of(RunRecord transform) {
        return new NightPartitions(
                new LakeTable.Name(LakeTable.Area.CURATED, transform.dataset()),
                transform.date(),
                transform.stagedContents(),
                transform.waiting());
    }

    /**
     * The partitions that the night evaluates, publishes and loads. The date's own partition must be among them, even if
     * it is empty, because a day without records must meet its rules too.
     *
     * @throws dev.madrugada.common.error.TerminalException InputMissing if the date's own partition is not among them
     */
    public List<StagedContent> requireDue() {
        if (due.stream().noneMatch(partition -> partition.partition().day().equals(date))) {
            throw RunFaults.ownPartitionMissing(table, date).exception();
        }
        return due;
    }
}
