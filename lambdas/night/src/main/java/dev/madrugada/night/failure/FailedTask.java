package dev.madrugada.night.failure;

import com.fasterxml.jackson.databind.JsonNode;
import dev.madrugada.night.machine.NightStage;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;

/**
 * A stage's task that failed, as the state machine has it.
 *
 * @param attempt of this stage in this run, from 1
 * @param error the error's name; empty where the task ended without an error and its stage did not succeed
 * @param cause text or JSON; may be empty (a timeout has none), or cut short
 * @param state of the job run, if there was one
 */
public record FailedTask(NightStage stage, int attempt, String error, String cause, Optional<JobRunState> state) {
    static FailedTask of(NightStage stage, int attempt, String error, String cause) {
        return new FailedTask(stage, attempt, error, cause, JobRunState.in(cause));
    }

    /**
     * Reads the state machine's data: {@code failure.caught.<stage>} if a Catch brought it here, else {@code ended}.
     *
     * @throws IllegalArgumentException if it has neither
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
