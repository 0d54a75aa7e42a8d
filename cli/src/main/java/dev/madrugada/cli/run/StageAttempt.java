package dev.madrugada.cli.run;

import com.fasterxml.jackson.databind.JsonNode;
import dev.madrugada.cli.run.StateMachineProcess.TaskException;
import java.io.IOException;
import java.util.function.Consumer;

/** One attempt of a stage, run as a process. */
@FunctionalInterface
interface StageAttempt {
    /**
     * Runs the process and waits for its end.
     *
     * @param started gets the process as soon as it runs
     * @return the answer that Step Functions would get
     * @throws TaskException the error that Step Functions would raise
     */
    JsonNode run(int attempt, Consumer<WatchedProcesses.Started> started) throws TaskException, IOException;
}
