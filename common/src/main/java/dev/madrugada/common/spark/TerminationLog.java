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
 * How a job tells the script that started it what it came to, besides its exit status: a file named by
 * {@code MADRUGADA_TERMINATION_LOG}. Unset on Glue, where the exception's message does it.
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

    /** Of a job run that ended without a code: what another run may mend. */
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
