package dev.madrugada.night.failure;

import com.fasterxml.jackson.databind.JsonNode;
import dev.madrugada.common.failure.JobRunState;
import dev.madrugada.night.machine.NightStage;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;

/**
 * A failed task of a stage, from the state machine's data.
 *
 * @param attempt number of the stage's attempt in this run, from 1
 * @param error the error's name; empty if the task ended without an error but its stage did not succeed
 * @param cause text or JSON; empty for a timeout, and possibly cut
 * @param state the job run's state; empty if there was no job run or the state is unknown
 */
public record FailedTask(NightStage stage, int attempt, String error, String cause, Optional<JobRunState> state) {
    static FailedTask of(NightStage stage, int attempt, String error, String cause) {
        return new FailedTask(stage, attempt, error, cause, JobRunState.in(cause));
    }

    /**
     * Reads the task from {@code failure.caught.<stage>} if a Catch caught the error, otherwise from {@code ended}.
     *
     * @throws IllegalArgumentException if the data has neither field
     */
    public static FailedTask read(JsonNode data) {
        Iterator<Map.Entry<String, JsonNode>> caught =
                data.path("failure").path("caught").fields();
        if (caught.hasNext()) {
            Map.Entry<String, JsonNode> task = caught.next();
            NightStage stage = stage(task.getKey());
            return of(
                    stage,
                    attempt(data, stage),
                    task.getValue().path("Error").asText(""),
                    task.getValue().path("Cause").asText(""));
        }
        JsonNode ended = data.path("ended");
        NightStage stage = stage(ended.path("stage").asText(""));
        return new FailedTask(
                stage,
                attempt(data, stage),
                "",
                ended.path("message").asText(""),
                JobRunState.of(ended.path("state").asText("")));
    }

    private static NightStage stage(String key) {
        return NightStage.of(key)
                .orElseThrow(() -> new IllegalArgumentException("the state machine names no stage that failed"));
    }

    private static int attempt(JsonNode data, NightStage stage) {
        return Attempts.read(data).of(stage);
    }
}
