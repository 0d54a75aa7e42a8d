package dev.madrugada.common.run;

import dev.madrugada.common.lake.LakeTable;
import dev.madrugada.common.lake.Partition;
import java.time.LocalDate;
import java.util.List;
import java.util.function.Predicate;

/**
 * The curated partitions that a night's transform published. Those of event days up to the night's date are due: they
 * are judged and loaded. Later event days have hardly begun: what arrived of them waits, published, for their own
 * night; unless that night has loaded already, see {@link StaleLoads}.
 *
 * @param table the curated table, as outputs name it
 * @param due in the order of the record
 * @param waiting in the order of the record
 */
public record NightPartitions(
        String table, LocalDate date, List<StageOutcome.Output> due, List<StageOutcome.Output> waiting) {
    public NightPartitions {
        due = List.copyOf(due);
        waiting = List.copyOf(waiting);
    }

    public static NightPartitions of(RunRecord transform) {
        String table = LakeTable.Area.CURATED.folder() + "/" + transform.dataset();
        List<StageOutcome.Output> curated = transform.outputs().stream()
                .filter(output -> output.table().equals(table))
                .toList();
        List<String> stale = StaleLoads.in(transform);
        Predicate<StageOutcome.Output> waits =
                output -> dayOf(output).isAfter(transform.date()) && !stale.contains(output.partition());
        return new NightPartitions(
                table,
                transform.date(),
                curated.stream().filter(waits.negate()).toList(),
                curated.stream().filter(waits).toList());
    }

    /**
     * What the night judges and loads. The date's own partition is always part of it, be it empty: a day without
     * records must meet its rules too.
     *
     * @throws dev.madrugada.common.error.TerminalException InputMissing if the date's own partition is not among them
     */
    public List<StageOutcome.Output> requireDue() {
        if (due.stream().noneMatch(output -> dayOf(output).equals(date))) {
            throw RunFaults.ownPartitionMissing(table, date).exception();
        }
        return due;
    }

    private static LocalDate dayOf(StageOutcome.Output output) {
        return Partition.parse(output.partition()).day();
    }
}
