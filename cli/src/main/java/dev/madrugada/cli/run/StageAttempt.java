package dev.madrugada.cli.run;

import com.fasterxml.jackson.databind.JsonNode;
import dev.madrugada.cli.run.StateMachineProcess.TaskException;
import java.io.IOException;
import java.util.function.Consumer;

/** One attempt of a stage, as a process. */
@FunctionalInterface
interface StageAttempt {
    /**
     * Runs the process to its end; {@code started} gets it as soon as it runs.
     *
     * @return what Step Functions would be answered
     * @throws TaskException what it would raise
     */
    JsonNode run(int attempt, Consumer<WatchedProcesses.Started> started) throws TaskException, IOException;
}
