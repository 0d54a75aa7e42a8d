package dev.madrugada.common.run;

import dev.madrugada.common.error.ErrorCategory;
import dev.madrugada.common.error.ErrorCode;
import dev.madrugada.common.error.MadrugadaException;
import java.time.Instant;
import java.util.List;

/**
 * What a job or function leaves when it fails: the error as the exception carried it, before any service reworded it.
 * It holds the exception's message and never its causes, whose texts may quote a record.
 *
 * @param message {@code Code: where: what; why; how to fix}
 * @param stage in lower case, such as {@code transform}
 * @param attempt counts the attempts of this stage in its run, from 1
 * @param failedAt by the system's clock, also where the run has a clock of its own: it tells the records of two
 *     executions with one run id apart
 * @param logs where the failed process wrote its log, such as a CloudWatch log group and stream; may be empty
 */
public record FailureRecord(
        int version,
        ErrorCode code,
        ErrorCategory category,
        String message,
        String stage,
        int attempt,
        String runId,
        Instant failedAt,
        List<String> logs) {
    public static final int VERSION = 1;

    public FailureRecord {
        if (version != VERSION) {
            throw new IllegalArgumentException(
                    "a failure record of version " + version + "; this release reads version " + VERSION);
        }
        logs = List.copyOf(logs);
    }

    static FailureRecord of(MadrugadaException failure, FailureLocation location, Instant failedAt, List<String> logs) {
        return new FailureRecord(
                VERSION,
                failure.code(),
                failure.code().category(),
                String.valueOf(failure.getMessage()),
                location.stage(),
                location.attempt(),
                location.runId(),
                failedAt,
                logs);
    }
}
