package dev.madrugada.cli.run;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;

/**
 * What a stage came to in one run.
 *
 * @param seconds of all its attempts
 * @param skipped whether its work was found done
 */
@JsonPropertyOrder({"stage", "status", "seconds", "attempts", "skipped"})
record StageResult(String stage, String status, double seconds, int attempts, boolean skipped) {
    static final String SUCCEEDED = "succeeded";
    static final String FAILED = "failed";

    boolean hasSucceeded() {
        return status.equals(SUCCEEDED);
    }

    /** With another attempt, which took so long. */
    StageResult with(String ended, double took) {
        return new StageResult(stage, ended, Math.round((seconds + took) * 1000) / 1000.0, attempts + 1, skipped);
    }

    StageResult skippedIf(boolean isSkipped) {
        return new StageResult(stage, status, seconds, attempts, isSkipped);
    }
}
