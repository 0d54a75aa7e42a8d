package dev.madrugada.common.run;

import dev.madrugada.common.lake.LakeTable;
import dev.madrugada.common.lake.Partition;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The loads of later nights that a transform overtakes. A later day waits for its own night, but where that night has
 * loaded other content than is published now, nobody would load the rest: such a day is due with the night that
 * published it. Transform's record says which, so that every later stage of the night means the same days.
 */
public record StaleLoads(RunRecords records, String dataset, LocalDate date) {
    /** Partitions, with a blank between them. */
    private static final String FACT = "due-later";

    /** The outcome of a transform, with the fact of what is due. To be asked once everything is published. */
    public StageOutcome marked(StageOutcome transformed) {
        String due = transformed.outputs().stream()
                .filter(this::isStale)
                .map(StageOutcome.Output::partition)
                .collect(Collectors.joining(" "));
        if (due.isEmpty()) {
            return transformed;
        }
        Map<String, String> facts = new TreeMap<>(transformed.facts());
        facts.put(FACT, due);
        return new StageOutcome(
                transformed.outputs(), transformed.counts(), facts, transformed.findings(), transformed.failure());
    }

    /** The partitions that a transform's record marks. */
    static List<String> in(RunRecord transform) {
        return List.of(transform.facts().getOrDefault(FACT, "").split(" ", -1));
    }

    private boolean isStale(StageOutcome.Output published) {
        LocalDate day = Partition.parse(published.partition()).day();
        return published.table().startsWith(LakeTable.Area.CURATED.folder() + "/")
                && day.isAfter(date)
                && records.find(dataset, day, StageName.LOAD)
                        .filter(load -> load.outputs().stream().noneMatch(loaded -> isOf(loaded, published)))
                        .isPresent();
    }

    private static boolean isOf(StageOutcome.Output loaded, StageOutcome.Output published) {
        return loaded.partition().equals(published.partition())
                && loaded.generation() == published.generation()
                && loaded.content().equals(published.content());
    }
}
