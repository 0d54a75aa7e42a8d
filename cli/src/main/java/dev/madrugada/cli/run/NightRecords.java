package dev.madrugada.cli.run;

import dev.madrugada.common.run.RunRecord;
import dev.madrugada.common.run.RunRecords;
import dev.madrugada.common.run.StageName;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The run records of one run's stages.
 *
 * @param own records of the stages that succeeded in this run; a skipped stage has the record of an earlier run
 * @param failedTransform record of a transform that failed after it published its quarantine
 */
record NightRecords(String runId, Map<StageName, RunRecord> own, Optional<RunRecord> failedTransform) {
    static NightRecords of(RunRecords records, String dataset, LocalDate date, String runId, List<StageResult> stages) {
        Map<StageName, RunRecord> own = new EnumMap<>(StageName.class);
        boolean hasTransformFailed = false;
        for (StageResult result : stages) {
            Optional<StageName> stage = stage(result.stage());
            if (result.hasSucceeded()) {
                stage.ifPresent(
                        recorded -> records.find(dataset, date, recorded).ifPresent(found -> own.put(recorded, found)));
            } else {
                hasTransformFailed |= stage.equals(Optional.of(StageName.TRANSFORM));
            }
        }
        return new NightRecords(
                runId,
                own,
                hasTransformFailed
                        ? records.findFailed(dataset, date, StageName.TRANSFORM)
                                .filter(left -> left.runId().equals(runId))
                        : Optional.empty());
    }

    /** The stage of this name; empty if no such stage writes a run record. */
    static Optional<StageName> stage(String name) {
        return Arrays.stream(StageName.values())
                .filter(stage -> stage.name().toLowerCase(Locale.ROOT).equals(name))
                .findFirst();
    }

    Optional<RunRecord> find(StageName stage) {
        return Optional.ofNullable(own.get(stage));
    }

    /** The transform's record, whether the transform succeeded or failed. */
    Optional<RunRecord> transform() {
        return find(StageName.TRANSFORM).or(() -> failedTransform);
    }

    /** Whether the stage found its work already done: its record is then of another run. */
    boolean isSkipped(StageResult result) {
        return result.hasSucceeded()
                && stage(result.stage())
                        .flatMap(this::find)
                        .filter(found -> !found.runId().equals(runId))
                        .isPresent();
    }
}
