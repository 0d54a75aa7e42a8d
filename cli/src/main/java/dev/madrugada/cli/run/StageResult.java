package dev.madrugada.cli.run;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;

/**
 * The result of a stage in one run.
 *
 * @param seconds total time of all attempts
 * @param skipped whether the stage found its work already done
 */
@JsonPropertyOrder({"stage", "status", "seconds", "attempts", "skipped"})
record StageResult(String stage, String status, double seconds, int attempts, boolean skipped) {
    static final String SUCCEEDED = "succeeded";
    static final String FAILED = "failed";

    boolean hasSucceeded() {
        return status.equals(SUCCEEDED);
    }

    /** This result with one more attempt, which took {@code took} seconds. */
    StageResult with(String ended, double took) {
        return new StageResult(stage, ended, Math.round((seconds + took) * 1000) / 1000.0, attempts + 1, skipped);
    }

    StageResult skippedIf(boolean isSkipped) {
        return new StageResult(stage, status, seconds, attempts, isSkipped);
    }
}
