package dev.madrugada.cli.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.madrugada.cli.run.StateMachineProcess.TaskException;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Tests the answers that Step Functions gets after a process has ended. */
class StageOutcomesTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void aJobThatEndedWellIsAJobRunThatSucceeded() throws Exception {
        JsonNode run = StageProcess.jobRun(run(), Optional.of(json("{\"state\":\"SUCCEEDED\"}")), 0);

        assertThat(run.path("JobRunState").asText()).isEqualTo("SUCCEEDED");
    }

    @Test
    void aFailedJobHasItsErrorOnOneLineInGluesForm() throws Exception {
        JsonNode left =
                json("{\"state\":\"FAILED\",\"error-class\":\"a.B\",\"message\":\"InputMissing: x:\\n  y; z; w\"}");

        assertThatThrownBy(() -> StageProcess.jobRun(run(), Optional.of(left), 1))
                .isInstanceOfSatisfying(TaskException.class, failed -> {
                    assertThat(failed.error()).isEqualTo("States.TaskFailed");
                    assertThat(failed)
                            .hasMessageContaining("\"JobRunState\":\"FAILED\"")
                            .hasMessageContaining("Exception in User Class: a.B : InputMissing: x: y; z; w");
                });
    }

    @Test
    void aJobThatDiedIsAFailedJobRun() {
        assertThatThrownBy(() -> StageProcess.jobRun(run(), Optional.empty(), 137))
                .hasMessageContaining("Command failed with exit code 137: the process left no word, it was killed");
        assertThatThrownBy(() -> StageProcess.jobRun(run(), Optional.of(json("{\"state\":\"SUCCEEDED\"}")), 75))
                .hasMessageContaining("Command failed with exit code 75");
    }

    @Test
    void aFunctionsAnswerIsItsPayload() throws Exception {
        JsonNode answer = FunctionCall.answered("gate", Optional.of(json("{\"passed\":true}")), 0);

        assertThat(answer.path("Payload").path("passed").asBoolean()).isTrue();
        assertThat(answer.path("StatusCode").asInt()).isEqualTo(200);
    }

    @Test
    void aFunctionThatFailedRaisesItsErrorType() throws Exception {
        JsonNode error = json("{\"errorType\":\"a.B\",\"errorMessage\":\"InputMissing: x:\\n y\"}");

        assertThatThrownBy(() -> FunctionCall.answered("gate", Optional.of(error), 1))
                .isInstanceOfSatisfying(TaskException.class, failed -> {
                    assertThat(failed.error()).isEqualTo("a.B");
                    assertThat(failed).hasMessageContaining("\"errorMessage\":\"InputMissing: x: y\"");
                });
        assertThatThrownBy(() -> FunctionCall.answered("gate", Optional.empty(), 137))
                .isInstanceOfSatisfying(
                        TaskException.class,
                        failed -> assertThat(failed.error()).isEqualTo("Runtime.ExitError"))
                .hasMessageContaining("the gate function ended with status 137 and no answer");
    }

    @Test
    void aMessageIsShownWithoutGluesPrefix() {
        assertThat(NightSummary.Failure.plainMessage("Exception in User Class: a.B : Code: x"))
                .isEqualTo("Code: x");
        assertThat(NightSummary.Failure.plainMessage("{\"ErrorMessage\":\"Exception in User Class: a.B : Code: x\"}"))
                .isEqualTo("Code: x");
        assertThat(NightSummary.Failure.plainMessage("{\"errorMessage\":\"Code: x\"}"))
                .isEqualTo("Code: x");
        assertThat(NightSummary.Failure.plainMessage("{no json")).isEqualTo("{no json");
    }

    private static ObjectNode run() {
        return JSON.createObjectNode().put("Id", "jr");
    }

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (java.io.IOException wrong) {
            throw new java.io.UncheckedIOException(wrong);
        }
    }
}
