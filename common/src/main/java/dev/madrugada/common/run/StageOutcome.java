package dev.madrugada.common.run;

import dev.madrugada.common.error.Fault;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a stage did.
 *
 * @param outputs what it published, or found published already
 * @param counts records by outcome: {@code read}, {@code raw}, {@code curated}, …
 * @param facts what else its record should say, by name
 * @param laterDaysDue event days after the night's date that this night evaluates and loads, see {@link StaleLoads}
 * @param findings what people should see
 * @param failure why the stage failed although it published something; null if it ended well
 */
public record StageOutcome(
        List<Output> outputs,
        Map<String, Long> counts,
        Map<String, String> facts,
        List<LocalDate> laterDaysDue,
        Findings findings,
        @Nullable Fault failure) {
    public StageOutcome {
        outputs = List.copyOf(outputs);
        laterDaysDue = List.copyOf(laterDaysDue);
    }

    /** An outcome of a stage that ended well, without findings. */
    public static StageOutcome of(List<? extends Output> outputs, Map<String, Long> counts, Map<String, String> facts) {
        return new StageOutcome(List.copyOf(outputs), counts, facts, List.of(), Findings.NONE, null);
    }

    public StageOutcome withFindings(Findings found) {
        return new StageOutcome(outputs, counts, facts, laterDaysDue, found, failure);
    }

    public StageOutcome withLaterDaysDue(List<LocalDate> days) {
        return new StageOutcome(outputs, counts, facts, days, findings, failure);
    }

    /** The outcome of a stage that published its outputs but fails. */
    public StageOutcome withFailure(Fault fault) {
        return new StageOutcome(outputs, counts, facts, laterDaysDue, findings, fault);
    }
}
