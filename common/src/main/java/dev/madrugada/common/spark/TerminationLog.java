package dev.madrugada.common.spark;

import dev.madrugada.common.error.ErrorCategory;
import dev.madrugada.common.error.MadrugadaException;
import dev.madrugada.common.json.Json;
import dev.madrugada.common.run.RunRecord;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * Writes a job's result as JSON to the file that the environment variable {@code MADRUGADA_TERMINATION_LOG} names, for
 * the script that started the job. On Glue the variable is not set, and the exception's message is the result.
 */
record TerminationLog(Optional<Path> file) {
    static TerminationLog of(Map<String, String> environment) {
        return new TerminationLog(Optional.ofNullable(environment.get("MADRUGADA_TERMINATION_LOG"))
                .map(Path::of));
    }

    void succeeded(RunRecord runRecord) {
        write(Map.of("state", "SUCCEEDED", "exit-status", 0, "facts", runRecord.facts()));
    }

    void failed(MadrugadaException failure) {
        failed(failure, failure.code().category());
    }

    /** Writes the failure of a job run that has no error code; a repetition may succeed. */
    void died(ExecutorsLost failure) {
        failed(failure, ErrorCategory.INFRASTRUCTURE);
    }

    private void failed(RuntimeException failure, ErrorCategory category) {
        write(Map.of(
                "state", "FAILED",
                "exit-status", category.exitStatus(),
                "error-class", failure.getClass().getName(),
                "message", String.valueOf(failure.getMessage())));
    }

    private void write(Map<String, ?> outcome) {
        file.ifPresent(path -> {
            try {
                Files.write(path, Json.write(outcome));
            } catch (IOException broken) {
                throw new UncheckedIOException("cannot write the termination log " + path, broken);
            }
        });
    }
}
