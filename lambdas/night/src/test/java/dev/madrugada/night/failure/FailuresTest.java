package dev.madrugada.night.failure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.madrugada.common.error.ErrorCategory;
import dev.madrugada.common.error.ErrorCode;
import dev.madrugada.common.failure.JobRunState;
import dev.madrugada.common.json.Json;
import dev.madrugada.common.run.FailureRecord;
import dev.madrugada.night.machine.NightStage;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class FailuresTest {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final Night NIGHT = new Night("flights", "2001-01-01", "r-1", "e-1", "start it", "");

    private final Failures failures = new Failures(most -> most);

    static Stream<Arguments> codesAndStages() {
        return Stream.of(ErrorCode.values())
                .flatMap(code -> Stream.of(NightStage.values()).map(stage -> Arguments.of(code, stage)));
    }

    /** Checks all decisions about a failure that occurs at every attempt. */
    @ParameterizedTest
    @MethodSource("codesAndStages")
    void aCodeIsRetriedByItsCategoryAndThenReported(ErrorCode code, NightStage stage) {
        List<Decision> course = course(stage, "States.TaskFailed", jobRun("FAILED", code + ": x: y; z; w"));
        Decision last = course.get(course.size() - 1);

        boolean restarts = code == ErrorCode.PublicationConflict && stage.restartsAtIngest();
        if (restarts) {
            assertThat(course).extracting(Decision::pause).containsExactly(60, 120, 240, 0);
        } else if (code.category() == ErrorCategory.INFRASTRUCTURE) {
            assertThat(course).extracting(Decision::pause).containsExactly(60, 120, 240, 480, 0);
        } else {
            assertThat(course).extracting(Decision::pause).containsExactly(0);
        }
        assertThat(course.subList(0, course.size() - 1))
                .allSatisfy(retry -> assertThat(retry.next()).isEqualTo(restarts ? "ingest" : stage.key()))
                .allSatisfy(retry -> assertThat(retry.text()).isEmpty());
        assertThat(last.code()).isEqualTo(code.name());
        assertThat(last.category()).isEqualTo(code.category());
        assertThat(last.message()).isEqualTo(code + ": x: y; z; w");
        assertThat(last.next())
                .isEqualTo(
                        switch (code.category()) {
                            case CALLER, DATA -> "notify-data";
                            case INFRASTRUCTURE, INTERNAL -> "notify-operations";
                        });
        assertThat(last.text())
                .contains(last.message(), "docs/operations.md#" + code.name().toLowerCase(java.util.Locale.ROOT));
    }

    @ParameterizedTest
    @EnumSource
    void everyJobRunStateWithoutACodeIsRetriedAsItsMeaningRequires(JobRunState state) {
        List<Decision> course = course(NightStage.LOAD, "States.TaskFailed", jobRun(state.name(), null));
        Decision last = course.get(course.size() - 1);
        int retries = course.size() - 1;
        switch (state) {
            case STARTING, RUNNING, WAITING -> {
                assertThat(retries).isZero();
                assertThat(last.message()).contains("its job run is still " + state);
            }
            case STOPPING, STOPPED -> {
                assertThat(retries).isZero();
                assertThat(last.message())
                        .isEqualTo("The job run of Load was stopped before it was done. Run the night again.");
            }
            case SUCCEEDED, FAILED -> assertThat(retries).isEqualTo(2);
            case TIMEOUT -> {
                assertThat(retries).isZero();
                assertThat(last.message()).contains("took longer than the Timeout of its job");
            }
            case ERROR -> {
                assertThat(retries).isZero();
                assertThat(last.message()).contains("was deleted before its run started");
            }
            case EXPIRED -> {
                assertThat(retries).isEqualTo(4);
                assertThat(last.message()).startsWith("CapacityUnavailable: the job of Load: ");
            }
        }
        assertThat(last.code()).isEqualTo(state == JobRunState.EXPIRED ? "CapacityUnavailable" : "States.TaskFailed");
        assertThat(last.category()).isEqualTo(ErrorCategory.INFRASTRUCTURE);
        assertThat(last.next()).isEqualTo("notify-operations");
    }

    @ParameterizedTest
    @EnumSource
    void everyJobRunStateButAStopIsDecidedByItsCode(JobRunState state) {
        Decision decision =
                decide(NightStage.LOAD, "States.TaskFailed", jobRun(state.name(), "WarehouseConflict: x: y; z; w"));
        boolean isStopped = state == JobRunState.STOPPED || state == JobRunState.STOPPING;
        assertThat(decision.code()).isEqualTo(isStopped ? "States.TaskFailed" : "WarehouseConflict");
        assertThat(decision.next()).isEqualTo(isStopped ? "notify-operations" : "load");
    }

    @Test
    void anUnknownStateCountsAsADeath() {
        assertThat(course(NightStage.LOAD, "States.TaskFailed", jobRun("EVAPORATED", null)))
                .hasSize(3);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"Attempt\":0,\"JobRunState\":\"STOPPED\",\"Id\":\"jr", "\"JobRunState\" : \"STOPPING\""})
    void aStopIsFoundInACauseThatWasCut(String cause) {
        assertThat(course(NightStage.INGEST, "States.TaskFailed", cause)).hasSize(1);
    }

    @Test
    void aStoppedTaskWithoutAnErrorIsNotRetried() {
        ObjectNode data = MAPPER.createObjectNode();
        data.putObject("ended").put("stage", "transform").put("state", "STOPPED");
        Decision decision = failures.decide(data, FailedTask.read(data), Optional.empty(), NIGHT);
        assertThat(decision.next()).isEqualTo("notify-operations");
        assertThat(decision.code()).isEqualTo("States.TaskFailed");
    }

    @Test
    void aClosedGateHasTheCodeOfItsMessage() {
        ObjectNode data = MAPPER.createObjectNode();
        data.putObject("ended")
                .put("stage", "gate")
                .put("state", "FAILED")
                .put("message", "QualityGateFailed: flights: RowCount is 3; so; mend it");
        Decision decision = failures.decide(data, FailedTask.read(data), Optional.empty(), NIGHT);
        assertThat(decision.next()).isEqualTo("notify-data");
        assertThat(decision.message()).isEqualTo("QualityGateFailed: flights: RowCount is 3; so; mend it");
    }

    @Test
    void anInternalErrorOfS3IsADeathOfTheJobRunAndNoBug() {
        String cause = jobRun(
                "FAILED", "An error occurred while calling o7.save. (Status Code: 500; Error Code: InternalError; x)");
        List<Decision> course = course(NightStage.TRANSFORM, "States.TaskFailed", cause);
        assertThat(course).hasSize(3);
        assertThat(course.get(2).category()).isEqualTo(ErrorCategory.INFRASTRUCTURE);
    }

    @ParameterizedTest
    @CsvSource({
        "Runtime.ExitError, 3, INFRASTRUCTURE, Runtime.ExitError",
        "Runtime.OutOfMemory, 3, INFRASTRUCTURE, Runtime.OutOfMemory",
        "Lambda.Unknown, 3, INFRASTRUCTURE, Lambda.Unknown",
        "Sandbox.Timedout, 3, INFRASTRUCTURE, Sandbox.Timedout",
        "java.lang.OutOfMemoryError, 3, INFRASTRUCTURE, java.lang.OutOfMemoryError",
        "java.lang.NoClassDefFoundError, 1, INTERNAL, InternalError",
        "com.example.Odd, 1, INTERNAL, InternalError",
        "dev.madrugada.common.error.TerminalException, 1, INTERNAL, InternalError",
        "States.Timeout, 1, INFRASTRUCTURE, States.Timeout",
        "States.HeartbeatTimeout, 1, INFRASTRUCTURE, States.HeartbeatTimeout",
        "States.Permissions, 1, INFRASTRUCTURE, States.Permissions",
        "States.TaskFailed, 3, INFRASTRUCTURE, States.TaskFailed",
        "States.ParameterPathFailure, 1, INTERNAL, InternalError",
        "States.IntrinsicFailure, 1, INTERNAL, InternalError",
        "States.ResultPathMatchFailure, 1, INTERNAL, InternalError",
        "States.NoChoiceMatched, 1, INTERNAL, InternalError",
        "Glue.ConcurrentRunsExceededException, 1, INFRASTRUCTURE, CapacityUnavailable",
        "Glue.ResourceNumberLimitExceededException, 1, INFRASTRUCTURE, CapacityUnavailable",
        "Glue.EntityNotFoundException, 1, INFRASTRUCTURE, Glue.EntityNotFoundException",
        "Glue.AWSGlueException, 1, INFRASTRUCTURE, Glue.AWSGlueException",
        "Lambda.TooManyRequestsException, 1, INFRASTRUCTURE, Lambda.TooManyRequestsException",
        "Lambda.ResourceNotFoundException, 1, INFRASTRUCTURE, Lambda.ResourceNotFoundException",
    })
    void errorsWithAnAwsNameAreClassified(String error, int decisions, ErrorCategory category, String code) {
        for (String cause : new String[] {"", "no more words", "{\"errorType\":\"x\",\"errorMessage\":\"no words\"}"}) {
            List<Decision> course = course(NightStage.GATE, error, cause);
            Decision last = course.get(course.size() - 1);
            assertThat(course).as(cause).hasSize(decisions);
            assertThat(last.category()).isEqualTo(category);
            assertThat(last.code()).isEqualTo(code);
            assertThat(last.message()).isNotBlank().doesNotContain("{");
            assertThat(last.text()).contains("docs/operations.md#");
        }
    }

    @Test
    void aFailureRecordTakesPrecedenceOverTheErrorTexts() {
        FailureRecord left = new FailureRecord(
                1,
                ErrorCode.WarehouseUnavailable,
                ErrorCategory.INFRASTRUCTURE,
                "WarehouseUnavailable: x: y; z; w",
                "load",
                1,
                "r-1",
                Instant.EPOCH,
                List.of("/aws-glue/jobs/error jr_7"));
        ObjectNode data = data(NightStage.LOAD, "States.TaskFailed", jobRun("FAILED", "InputMissing: x: y; z; w"));
        Decision decision = failures.decide(data, FailedTask.read(data), Optional.of(left), NIGHT);
        assertThat(decision.code()).isEqualTo("WarehouseUnavailable");
        assertThat(decision.next()).isEqualTo("load");

        ((ObjectNode) data.path("failure"))
                .putObject("decision")
                .putObject("counters")
                .put("stage", "load")
                .put("retries", 4);
        assertThat(failures.decide(data, FailedTask.read(data), Optional.of(left), NIGHT)
                        .text())
                .endsWith("Log: /aws-glue/jobs/error jr_7\n");

        ObjectNode stopped = data(NightStage.LOAD, "States.TaskFailed", jobRun("STOPPED", null));
        assertThat(failures.decide(stopped, FailedTask.read(stopped), Optional.of(left), NIGHT)
                        .next())
                .isEqualTo("notify-operations");
    }

    @Test
    void retriesAndDeathsAreCountedSeparatelyForEachStage() {
        String death = jobRun("FAILED", "Command failed with exit code 137");
        String busy = jobRun("FAILED", "SinkUnavailable: x: y; z; w");
        List<Decision> made = new ArrayList<>();
        for (String cause : List.of(death, busy, death, busy, busy, busy, death)) {
            made.add(next(made, NightStage.TRANSFORM, cause));
        }
        assertThat(made)
                .extracting(Decision::next)
                .containsExactly(
                        "transform",
                        "transform",
                        "transform",
                        "transform",
                        "transform",
                        "transform",
                        "notify-operations");
        assertThat(made).extracting(Decision::pause).containsExactly(60, 120, 240, 480, 960, 1920, 0);
        assertThat(made.get(5).attempts().get("transform")).containsEntry("--attempt", "7");
        assertThat(made.get(5).attempts().get("ingest")).containsEntry("--attempt", "1");

        Decision quality = next(made.subList(0, 6), NightStage.QUALITY, death);
        assertThat(quality.pause()).isEqualTo(60);
        assertThat(quality.counters()).isEqualTo(new Counters("quality", 0, 1, 0));
    }

    @Test
    void everyStageOfARestartHasANewAttempt() {
        Decision decision =
                decide(NightStage.QUALITY, "States.TaskFailed", jobRun("FAILED", "PublicationConflict: x: y; z; w"));
        assertThat(decision.next()).isEqualTo("ingest");
        assertThat(decision.attempts())
                .hasToString("{plan={--attempt=1}, ingest={--attempt=2}, transform={--attempt=2},"
                        + " quality={--attempt=2}, gate={--attempt=1}, load={--attempt=1}, report={--attempt=1}}");
    }

    @Test
    void theWaitIsRandomBelowItsCeiling() {
        Jitter jitter = Jitter.random();
        for (int i = 0; i < 10_000; i++) {
            assertThat(jitter.seconds(60)).isBetween(1, 60);
        }
        assertThat(jitter.seconds(1)).isEqualTo(1);
    }

    @Test
    void aMessageFitsIntoTheCauseOfAnExecution() {
        Decision decision = decide(NightStage.LOAD, "States.TaskFailed", "InputMissing: " + "x".repeat(100_000));
        assertThat(decision.message()).hasSizeLessThanOrEqualTo(32_768);
        assertThat(decision.text()).hasSizeLessThan(40_000);
    }

    @Test
    void aSubjectMeetsTheLimitsOfSns() {
        Night longest = new Night("\u00fcbung" + "x".repeat(90), "2001-01-01", "r", "e", "c", "");
        Decision decision = failures.decide(
                data(NightStage.TRANSFORM, "Glue.ResourceNumberLimitExceededException", ""),
                FailedTask.of(NightStage.TRANSFORM, 1, "Glue.EntityNotFound\u00e9", ""),
                Optional.empty(),
                longest);
        assertThat(decision.subject()).isEqualTo("Madrugada: Transform failed: Glue.EntityNotFound?");
    }

    @Test
    void dataWithoutAStageIsRejected() {
        assertThatThrownBy(() -> FailedTask.read(MAPPER.createObjectNode()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("names no stage");
    }

    /** All decisions about a failure that occurs at every attempt. */
    private List<Decision> course(NightStage stage, String error, String cause) {
        List<Decision> course = new ArrayList<>();
        do {
            ObjectNode data = data(stage, error, cause);
            if (!course.isEmpty()) {
                ((ObjectNode) data.path("failure")).set("decision", json(course.get(course.size() - 1)));
            }
            course.add(failures.decide(data, FailedTask.read(data), Optional.empty(), NIGHT));
        } while (course.get(course.size() - 1).pause() > 0 && course.size() < 20);
        return course;
    }

    private Decision next(List<Decision> before, NightStage stage, String cause) {
        ObjectNode data = data(stage, "States.TaskFailed", cause);
        if (!before.isEmpty()) {
            ((ObjectNode) data.path("failure")).set("decision", json(before.get(before.size() - 1)));
        }
        return failures.decide(data, FailedTask.read(data), Optional.empty(), NIGHT);
    }

    private Decision decide(NightStage stage, String error, String cause) {
        ObjectNode data = data(stage, error, cause);
        return failures.decide(data, FailedTask.read(data), Optional.empty(), NIGHT);
    }

    private static ObjectNode data(NightStage stage, String error, String cause) {
        ObjectNode data = MAPPER.createObjectNode();
        ObjectNode caught = data.putObject("failure").putObject("caught").putObject(stage.key());
        caught.put("Error", error);
        if (!cause.isEmpty()) {
            caught.put("Cause", cause);
        }
        return data;
    }

    private static String jobRun(String state, @org.jspecify.annotations.Nullable String message) {
        ObjectNode run = MAPPER.createObjectNode().put("Id", "jr_1").put("JobRunState", state);
        return (message == null ? run : run.put("ErrorMessage", message)).toString();
    }

    private static JsonNode json(Decision decision) {
        try {
            return MAPPER.readTree(Json.write(decision));
        } catch (IOException bug) {
            throw new AssertionError(bug);
        }
    }
}
