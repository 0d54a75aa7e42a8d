package dev.madrugada.common.run;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import dev.madrugada.common.lake.LakeTable;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What a stage read, published and refused; who ran it, when, and how long it took. It is the stage's checkpoint.
 *
 * @param version of this form; others are refused
 * @param inputs the identity's digests, by name
 * @param recorded digests that are kept for readers and do not decide whether the stage is skipped
 * @param waiting of transform: partitions of later event days for which records arrived early
 * @param findings what people should see although the stage ended well
 * @param seconds how long the work took
 */
public record RunRecord(
        int version,
        StageName stage,
        String dataset,
        LocalDate date,
        String runId,
        Map<String, String> inputs,
        Map<String, String> recorded,
        List<Output> outputs,
        Map<String, Long> counts,
        Map<String, String> facts,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<WaitingPartition> waiting,
        Findings findings,
        Instant startedAt,
        Instant finishedAt,
        double seconds) {
    public static final int VERSION = 3;

    public RunRecord {
        if (version != VERSION) {
            throw new IllegalArgumentException(
                    "a run record of version " + version + "; this release reads version " + VERSION);
        }
        inputs = new TreeMap<>(inputs);
        recorded = new TreeMap<>(recorded);
        outputs = List.copyOf(outputs);
        counts = new TreeMap<>(counts);
        facts = new TreeMap<>(facts);
        // The JSON omits the field if the list is empty.
        waiting = List.copyOf(Objects.requireNonNullElse(waiting, List.of()));
    }

    @JsonIgnore
    public StageIdentity identity() {
        return new StageIdentity(stage, dataset, date, inputs);
    }

    public long count(String name) {
        return counts.getOrDefault(name, 0L);
    }

    /** The outputs that are partitions of an area of the lake, in the record's order. */
    public List<LakePartition> partitionsOf(LakeTable.Area area) {
        return partitions()
                .filter(partition -> partition.table().area() == area)
                .toList();
    }

    private Stream<LakePartition> partitions() {
        return outputs.stream().filter(LakePartition.class::isInstance).map(LakePartition.class::cast);
    }

    /** The outputs that are staged, in the record's order. */
    public List<StagedContent> stagedContents() {
        return outputs.stream()
                .filter(StagedContent.class::isInstance)
                .map(StagedContent.class::cast)
                .toList();
    }

    /** The outputs that are days of the warehouse, in the record's order. */
    public List<WarehouseDay> warehouseDays() {
        return outputs.stream()
                .filter(WarehouseDay.class::isInstance)
                .map(WarehouseDay.class::cast)
                .toList();
    }
}
