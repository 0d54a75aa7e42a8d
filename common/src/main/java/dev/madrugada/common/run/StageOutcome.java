package dev.madrugada.common.run;

import dev.madrugada.common.error.Fault;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a stage did.
 *
 * @param outputs what it published, or found published already
 * @param counts records by outcome: {@code read}, {@code raw}, {@code curated}, …
 * @param facts what else its record should say, by name
 * @param waiting of transform: partitions of later event days for which records arrived early
 * @param findings what people should see
 * @param failure why the stage failed although it published something; null if it ended well
 */
public record StageOutcome(
        List<Output> outputs,
        Map<String, Long> counts,
        Map<String, String> facts,
        List<WaitingPartition> waiting,
        Findings findings,
        @Nullable Fault failure) {
    public StageOutcome {
        outputs = List.copyOf(outputs);
        waiting = List.copyOf(waiting);
    }

    /** An outcome of a stage that ended well, without findings. */
    public static StageOutcome of(List<? extends Output> outputs, Map<String, Long> counts, Map<String, String> facts) {
        return new StageOutcome(List.copyOf(outputs), counts, facts, List.of(), Findings.NONE, null);
    }

    public StageOutcome withFindings(Findings found) {
        return new StageOutcome(outputs, counts, facts, waiting, found, failure);
    }

    public StageOutcome withWaiting(List<WaitingPartition> partitions) {
        return new StageOutcome(outputs, counts, facts, partitions, findings, failure);
    }

    /** The outcome of a stage that published its outputs but fails. */
    public StageOutcome withFailure(Fault fault) {
        return new StageOutcome(outputs, counts, facts, waiting, findings, fault);
    }
}
