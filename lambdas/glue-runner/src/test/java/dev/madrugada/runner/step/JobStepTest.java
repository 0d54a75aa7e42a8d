package dev.madrugada.runner.step;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.madrugada.common.error.ErrorCode;
import dev.madrugada.common.error.Fault;
import dev.madrugada.common.failure.JobRunState;
import dev.madrugada.common.lake.InMemoryObjectStore;
import dev.madrugada.common.lake.ObjectStore;
import dev.madrugada.common.run.FailureLocation;
import dev.madrugada.common.run.FailureRecords;
import dev.madrugada.common.run.RunClaims;
import dev.madrugada.runner.claim.Claim;
import dev.madrugada.runner.task.Activities;
import dev.madrugada.runner.task.TaskInput;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class JobStepTest {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final Instant TAKEN = Instant.parse("2001-01-02T02:00:00Z");
    private static final URI LAKE = URI.create("s3://b/lake/");
    private static final LocalDate DATE = LocalDate.of(2001, 1, 1);
    private static final List<String> WORDINGS = List.of(
            "%s",
            "Exception in User Class: dev.madrugada.common.error.TerminalException : %s",
            "Error Category: UNCLASSIFIED_ERROR; Failed Line Number: 12; %s",
            "An error occurred while calling o57.main.\n%s",
            "Job run failed. [%s]");
    private static final List<String> WITHOUT_CODE = List.of(
            "",
            "Command failed with exit code 137",
            "Internal service error",
            "SUCCEEDED",
            "{\"JobRunState\":\"SUCCEEDED\"}");

    private final ObjectStore store = new InMemoryObjectStore();
    private final Jobs jobs = new Jobs();
    private final JobStep step = new JobStep(jobs, () -> store);
    private final TaskInput input = TaskInput.parse(text("{}"));
    private final Claim claim = new Claim("c1", "token", text("{}"), "owner", TAKEN, Optional.of("jr_1"), TAKEN);

    @ParameterizedTest
    @EnumSource(JobRunState.class)
    void everyStateWithEveryWordingHasTheRightAnswer(JobRunState state) {
        for (ErrorCode code : ErrorCode.values()) {
            for (String wording : WORDINGS) {
                String message = Fault.of(code)
                        .at("s3://b/x")
                        .what("it broke")
                        .because("so")
                        .fix("mend it")
                        .message();
                verify(state, wording.formatted(message), code.name());
            }
        }
        for (String wording : WITHOUT_CODE) {
            verify(state, wording, "Glue." + state);
        }
    }

    private void verify(JobRunState state, String message, String error) {
        jobs.runs.clear();
        jobs.runs.add(run("jr_1", state.name(), message));

        Progress progress = step.progress(claim, input, "jr_1");

        switch (state) {
            case STARTING, RUNNING, WAITING, STOPPING ->
                assertThat(progress.state()).isEqualTo(Progress.State.UNDER_WAY);
            case SUCCEEDED -> {
                assertThat(progress.state()).isEqualTo(Progress.State.SUCCEEDED);
                assertThat(json(progress.text()).path("JobRunState").asText()).isEqualTo("SUCCEEDED");
            }
            case STOPPED, FAILED, TIMEOUT, ERROR, EXPIRED -> {
                assertThat(progress.state()).isEqualTo(Progress.State.FAILED);
                assertThat(progress.failure().error())
                        .as("%s, %s", state, message)
                        .isEqualTo(error);
                assertThat(json(progress.failure().cause()).path("JobRunState").asText())
                        .isEqualTo(state.name());
                assertThat(json(progress.failure().cause()).path("ErrorMessage").asText())
                        .isEqualTo(message);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"HIBERNATING", ""})
    void aStateThatAwsAddedLaterIsUnderWay(String state) {
        jobs.runs.add(run("jr_1", state, ""));

        assertThat(step.progress(claim, input, "jr_1").state()).isEqualTo(Progress.State.UNDER_WAY);
    }

    @Test
    void aRunThatGlueDoesNotKnowHasFailed() {
        assertThat(step.progress(claim, input, "jr_1").failure().error()).isEqualTo("Glue.EntityNotFoundException");
    }

    @Test
    void theFailureRecordGoesBeforeTheMessage() {
        jobs.runs.add(run("jr_1", "FAILED", "Command failed with exit code 1"));
        record(TAKEN.plusSeconds(60), "flights", "ingest", 2);

        Progress progress = step.progress(claim, input, "jr_1");

        assertThat(progress.failure().error()).isEqualTo("InputMissing");
        assertThat(json(progress.failure().cause()).path("ErrorMessage").asText())
                .startsWith("InputMissing: s3://b/raw: it does not exist");
    }

    @Test
    void aFailureRecordOfAnEarlierExecutionIsIgnored() {
        jobs.runs.add(run("jr_1", "FAILED", "Command failed with exit code 1"));
        record(TAKEN.minusSeconds(3_600), "flights", "ingest", 2);

        assertThat(step.progress(claim, input, "jr_1").failure().error()).isEqualTo("Glue.FAILED");
    }

    @ParameterizedTest
    @ValueSource(strings = {"flights", "arrivals"})
    void aFailureRecordIsFoundUnderTheDatasetsNameAndUnderItsFolders(String name) {
        jobs.runs.add(run("jr_1", "FAILED", ""));
        record(TAKEN.plusSeconds(60), name, "ingest", 1);
        ObjectNode named = (ObjectNode) json(text("{}"));
        named.withObject("/record").put("name", "arrivals");
        named.withObject("/job/Arguments").remove("--attempt");

        Progress progress = step.progress(claim, TaskInput.parse(named.toString()), "jr_1");

        assertThat(progress.failure().error()).isEqualTo("InputMissing");
    }

    @Test
    void aTaskWithoutARecordReadsNone() {
        jobs.runs.add(run("jr_1", "FAILED", ""));
        record(TAKEN.plusSeconds(60), "flights", "", 2);
        record(TAKEN.plusSeconds(60), "", "ingest", 2);
        ObjectNode noStage = (ObjectNode) json(text("{}"));
        noStage.withObject("/record").remove("stage");
        ObjectNode noName = (ObjectNode) json(text("{}"));
        noName.withObject("/record").remove("name");

        assertThat(step.progress(claim, TaskInput.parse(noStage.toString()), "jr_1")
                        .failure()
                        .error())
                .isEqualTo("Glue.FAILED");
        assertThat(step.progress(claim, TaskInput.parse(noName.toString()), "jr_1")
                        .failure()
                        .error())
                .isEqualTo("Glue.FAILED");
    }

    @ParameterizedTest
    @ValueSource(strings = {"--lake", "--dataset", "--date"})
    void aJobOfAnotherKindHasNeitherRecordNorClaimInTheLake(String argument) {
        ObjectNode other = (ObjectNode) json(text("{}"));
        other.withObject("/job/Arguments").remove(argument);
        TaskInput job = TaskInput.parse(other.toString());
        jobs.runs.add(run("jr_1", "FAILED", ""));
        JobStep without = new JobStep(jobs, () -> {
            throw new AssertionError("the lake was opened");
        });

        assertThat(without.progress(claim, job, "jr_1").failure().error()).isEqualTo("Glue.FAILED");
        assertThat(without.find(claim, job)).contains("jr_1");
    }

    private void record(Instant at, String dataset, String stage, int attempt) {
        new FailureRecords(store, Clock.fixed(at, ZoneOffset.UTC))
                .write(
                        Fault.of(ErrorCode.InputMissing)
                                .at("s3://b/raw")
                                .what("it does not exist")
                                .because("nobody wrote it")
                                .fix("write it")
                                .exception(),
                        new FailureLocation(LAKE, dataset, DATE, "r", stage, attempt),
                        List.of());
    }

    @Test
    void aRunThatStoppedAtTheClaimIsNotFollowedFurther() {
        jobs.runs.add(run("jr_1", "FAILED", "PublicationConflict: claim c1: job run jr_1 stops"));
        jobs.runs.add(run("jr_2", "RUNNING", ""));
        new RunClaims(() -> store).take(new RunClaims.Place(LAKE, "flights", DATE, "c1"), "jr_2");

        Progress progress = step.progress(claim, input, "jr_1");

        assertThat(progress).isEqualTo(Progress.elsewhere("jr_2"));
    }

    @Test
    void ofSeveralRunsTheOneWithTheClaimIsFoundAndElseTheFirstThatLives() {
        jobs.runs.add(run("jr_1", "FAILED", ""));
        jobs.runs.add(run("jr_2", "RUNNING", ""));
        jobs.runs.add(run("jr_3", "RUNNING", ""));

        assertThat(step.find(claim, input)).contains("jr_2");

        new RunClaims(() -> store).take(new RunClaims.Place(LAKE, "flights", DATE, "c1"), "jr_3");
        assertThat(step.find(claim, input)).contains("jr_3");
    }

    @Test
    void aRunThatHasSucceededGoesBeforeOneThatLivesAndThatBeforeOneThatHasFailed() {
        jobs.runs.add(run("jr_1", "EXPIRED", ""));
        assertThat(step.find(claim, input)).contains("jr_1");
        jobs.runs.add(run("jr_2", "HIBERNATING", ""));
        assertThat(step.find(claim, input)).contains("jr_2");
        jobs.runs.add(run("jr_3", "SUCCEEDED", ""));
        assertThat(step.find(claim, input)).contains("jr_3");
        assertThat(jobs.since).containsOnly(TAKEN.minusSeconds(3_600));
    }

    @Test
    void ofEqualRunsTheOlderIsFoundAndThenTheOneWithTheSmallerId() {
        jobs.runs.add(run("jr_3", "RUNNING", ""));
        jobs.runs.add(run("jr_2", "RUNNING", ""));
        assertThat(step.find(claim, input)).contains("jr_2");

        JobRun older = run("jr_9", "WAITING", "");
        jobs.runs.add(
                new JobRun(older.id(), older.state(), "", older.startedOn().minusSeconds(1), older.json()));
        assertThat(step.find(claim, input)).contains("jr_9");
    }

    @Test
    void theFailureOfTheRunWithTheClaimIsTheTasks() {
        jobs.runs.add(run("jr_1", "TIMEOUT", ""));
        new RunClaims(() -> store).take(new RunClaims.Place(LAKE, "flights", DATE, "c1"), "jr_1");

        assertThat(step.progress(claim, input, "jr_1").failure().error()).isEqualTo("Glue.TIMEOUT");
    }

    @Test
    void everyRunOfTheClaimThatLivesIsStoppedOnce() {
        jobs.runs.add(run("jr_1", "RUNNING", ""));
        jobs.runs.add(run("jr_2", "STARTING", ""));
        jobs.runs.add(run("jr_3", "FAILED", ""));

        step.stop(claim, input, "jr_1");
        assertThat(jobs.stopped).containsExactly("jr_1", "jr_2");

        jobs.runs.clear();
        step.stop(claim, input, "jr_1");
        assertThat(jobs.stopped).as("a listing may not show it yet").containsExactly("jr_1", "jr_2", "jr_1");
    }

    @Test
    void aRunStartsWithItsClaimAmongTheArguments() {
        Start start = step.start(claim, TaskInput.parse(text("{\"MaxCapacity\": 4.0, \"GlueVersion\": \"5.1\"}")));

        assertThat(start.run()).isEqualTo("jr_new");
        assertThat(jobs.requests).singleElement().satisfies(request -> {
            assertThat(request.arguments()).containsEntry("--claim", "c1").containsEntry("--run-id", "r");
            assertThat(request.maxCapacity()).hasValue(4.0);
        });
    }

    @Test
    void wrongParametersAreNamedTogether() {
        String wrong = "{\"WorkerType\": \"G.1X\", \"MaxCapacity\": 4, \"Timeout\": 0, \"Extra\": 1}";

        assertThatThrownBy(() -> step.check(TaskInput.parse(text(wrong))))
                .hasMessageContaining("job.Extra is not known")
                .hasMessageContaining("job.Timeout is no count from 1")
                .hasMessageContaining("job has MaxCapacity and workers, of which Glue takes one")
                .hasMessageContaining("job has one of WorkerType and NumberOfWorkers, which belong together");
    }

    @Test
    void anotherGlueVersionThanTheJobsIsRefused() {
        assertThatThrownBy(() -> step.check(TaskInput.parse(text("{\"GlueVersion\": \"4.0\"}"))))
                .hasMessageStartingWith("InvalidArguments: the task's parameters: job.GlueVersion is 4.0, and the job"
                        + " madrugada-ingest is defined with 5.1");

        step.check(TaskInput.parse(text("{\"GlueVersion\": \"5.1\"}")));
        jobs.version = Optional.empty();
        step.check(TaskInput.parse(text("{\"GlueVersion\": \"4.0\"}")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\u20ac", "\ud83d\ude00", "\u0001"})
    void aLongJobRunOfOtherCharactersStaysWithinTheLimits(String character) {
        jobs.runs.add(run("jr_1", "SUCCEEDED", character.repeat(300_000)));

        String output = step.progress(claim, input, "jr_1").text();

        assertThat(output.getBytes(StandardCharsets.UTF_8))
                .hasSizeBetween(Activities.LONGEST_OUTPUT_BYTES / 8, Activities.LONGEST_OUTPUT_BYTES);
    }

    @Test
    void aJobRunThatJustFitsStaysWhole() {
        int around = run("jr_1", "FAILED", "").json().toString().length();
        String longest = "x".repeat(Activities.LONGEST_CAUSE - around);
        jobs.runs.add(run("jr_1", "FAILED", longest));
        assertThat(json(step.progress(claim, input, "jr_1").failure().cause())
                        .path("ErrorMessage")
                        .asText())
                .isEqualTo(longest);

        jobs.runs.set(0, run("jr_1", "FAILED", longest + "x"));
        String cut = step.progress(claim, input, "jr_1").failure().cause();
        assertThat(cut).hasSize(Activities.LONGEST_CAUSE);
        assertThat(json(cut).path("ErrorMessage").asText()).isEqualTo(longest);
    }

    @Test
    void aLongJobRunStaysJsonWithinTheLimits() {
        String message = "DataContractViolation: " + "\"x\n".repeat(400_000);
        jobs.runs.add(run("jr_1", "FAILED", message));

        String cause = step.progress(claim, input, "jr_1").failure().cause();

        assertThat(cause).hasSizeLessThanOrEqualTo(Activities.LONGEST_CAUSE);
        assertThat(json(cause).path("ErrorMessage").asText()).startsWith("DataContractViolation: \"x\n");
        jobs.runs.set(0, run("jr_1", "SUCCEEDED", message));
        String output = step.progress(claim, input, "jr_1").text();
        assertThat(output.getBytes(StandardCharsets.UTF_8)).hasSizeLessThanOrEqualTo(Activities.LONGEST_OUTPUT_BYTES);
        assertThat(json(output).path("JobRunState").asText()).isEqualTo("SUCCEEDED");
    }

    private static String text(String more) {
        ObjectNode input = MAPPER.createObjectNode().put("started", TAKEN.toString());
        input.putObject("claim")
                .put("execution", "e")
                .put("state", "Ingest")
                .put("entered", "t")
                .put("retry", 0);
        input.putObject("record").put("name", "flights").put("stage", "ingest");
        ObjectNode job = input.putObject("job").put("JobName", "madrugada-ingest");
        job.putObject("Arguments")
                .put("--lake", LAKE.toString())
                .put("--dataset", "s3://b/datasets/flights/")
                .put("--date", DATE.toString())
                .put("--run-id", "r")
                .put("--attempt", "2");
        job.setAll((ObjectNode) json(more));
        return input.toString();
    }

    private static JobRun run(String id, String state, String message) {
        ObjectNode json = MAPPER.createObjectNode()
                .put("Id", id)
                .put("JobName", "madrugada-ingest")
                .put("JobRunState", state)
                .put("ErrorMessage", message);
        return new JobRun(id, JobRunState.of(state), message, TAKEN, json);
    }

    private static JsonNode json(String text) {
        try {
            return MAPPER.readTree(text);
        } catch (JsonProcessingException broken) {
            throw new AssertionError(text, broken);
        }
    }

    private static final class Jobs implements GlueJobs {
        private final List<JobRun> runs = new ArrayList<>();
        private final List<JobRequest> requests = new ArrayList<>();
        private final List<String> stopped = new ArrayList<>();
        private final List<Instant> since = new ArrayList<>();
        private Optional<String> version = Optional.of("5.1");

        @Override
        public Start start(JobRequest request) {
            requests.add(request);
            return Start.started("jr_new");
        }

        @Override
        public Optional<JobRun> run(String job, String id) {
            return runs.stream().filter(run -> run.id().equals(id)).findFirst();
        }

        @Override
        public List<JobRun> runsOf(String job, String claim, Instant from) {
            since.add(from);
            return runs;
        }

        @Override
        public void stop(String job, String id) {
            stopped.add(id);
        }

        @Override
        public Optional<String> version(String job) {
            return version;
        }
    }
}
