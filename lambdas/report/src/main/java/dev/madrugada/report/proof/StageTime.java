package dev.madrugada.report.proof;

import dev.madrugada.common.run.StageName;
import java.time.Instant;

/**
 * Start and duration of a stage. If the stage was skipped as up to date, the values are those of the earlier run.
 *
 * @param runId the run that executed the stage
 */
public record StageTime(StageName stage, String runId, Instant startedAt, double seconds) {}
