package dev.madrugada.report.proof;

import dev.madrugada.common.run.StageName;
import java.time.Instant;

/**
 * When a stage's work was done, and how long it took; of an earlier run where this night found it done.
 *
 * @param runId the run that did the work
 */
public record StageTime(StageName stage, String runId, Instant startedAt, double seconds) {}
