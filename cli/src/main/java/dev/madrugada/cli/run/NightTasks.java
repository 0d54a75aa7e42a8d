package dev.madrugada.cli.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.madrugada.cli.run.StateMachineProcess.Task;
import dev.madrugada.cli.run.StateMachineProcess.TaskException;
import dev.madrugada.common.error.ErrorCategory;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Runs the tasks of a state machine on this machine, prints their progress and keeps their results. */
final class NightTasks implements StateMachineProcess.Tasks {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{([A-Z][a-z]+)(Job|Function)\\}");
    private static final String TOPICS = "arn:aws:sns:us-east-1:000000000000:";
    private static final Map<String, String> TOPIC_NAMES =
            Map.of("${DataTopic}", "madrugada-data", "${OperationsTopic}", "madrugada-operations");
    /** The resource of the glue-runner's tasks. */
    private static final String ACTIVITY = "${GlueRunnerActivity}";
    /** The function that decides whether to retry after a failure; it is not a stage. */
    private static final String FAILURE = "failure";

    private final StageResources resources;
    private final StackClient stack;
    private final StageKiller killer;
    private final NightEvents events;
    private final Function<String, Optional<String>> runIdOf;
    private final long bytes;
    private final Map<String, StageResult> results = new LinkedHashMap<>();
    private final Map<String, Integer> attempts = new ConcurrentHashMap<>();
    private final Map<String, JsonNode> answers = new ConcurrentHashMap<>();
    private volatile Optional<ActivityTasks> activities = Optional.empty();
    private @Nullable String lastFailed;

    /**
     * @param runIdOf finds, by a stage's name, the run that did the stage's work; empty if the stage has no run record
     * @param bytes size of the night's records
     */
    NightTasks(
            StageResources resources,
            StackClient stack,
            StageKiller killer,
            NightEvents events,
            Function<String, Optional<String>> runIdOf,
            long bytes) {
        this.resources = resources;
        this.stack = stack;
        this.killer = killer;
        this.events = events;
        this.runIdOf = runIdOf;
        this.bytes = bytes;
    }

    @Override
    public JsonNode run(Task task) throws TaskException {
        JsonNode parameters = task.parameters();
        return switch (task.resource()) {
            case "arn:aws:states:::glue:startJobRun.sync" -> {
                String stage = stageOf(parameters.path("JobName").asText());
                yield attempted(stage, new StageProcess(resources, stage, parameters, bytes));
            }
            case "arn:aws:states:::lambda:invoke" -> {
                String function = stageOf(parameters.path("FunctionName").asText());
                FunctionCall call = new FunctionCall(resources, function, parameters.path("Payload"));
                answers.remove(function);
                JsonNode answer = function.equals(FAILURE) ? decided(call) : attempted(function, call);
                answers.put(function, answer.path("Payload"));
                yield answer;
            }
            case "arn:aws:states:::sns:publish" -> published(parameters);
            case ACTIVITY ->
                activities
                        .orElseThrow(() -> new IllegalStateException("the night has no activities"))
                        .run(task);
            default -> throw new IllegalStateException(task.resource() + " has no stand-in on this machine");
        };
    }

    /** Starts the glue-runner, which does the tasks of the activity. */
    ActivityTasks startActivities() {
        ActivityTasks started = ActivityTasks.started(resources, stack, this::jobRun);
        activities = Optional.of(started);
        return started;
    }

    /** Runs a job that the glue-runner has started. */
    private JsonNode jobRun(JsonNode run, Consumer<WatchedProcesses.Started> started) throws TaskException {
        String stage = stageOf(run.path("JobName").asText());
        StageProcess process = new StageProcess(resources, stage, run, bytes);
        return attempted(
                stage,
                (attempt, announced) -> process.run(attempt, each -> {
                    started.accept(each);
                    announced.accept(each);
                }));
    }

    /** The stage's name for a placeholder: {@code ${IngestJob}} gives ingest. */
    static String stageOf(String placeholder) {
        Matcher matcher = PLACEHOLDER.matcher(placeholder);
        if (!matcher.matches()) {
            throw new IllegalStateException(placeholder + " is no placeholder of a job or a function");
        }
        return matcher.group(1).toLowerCase(java.util.Locale.ROOT);
    }

    private JsonNode decided(FunctionCall call) throws TaskException {
        try {
            return call.run(1, process -> {});
        } catch (IOException failed) {
            throw notStarted(failed);
        }
    }

    private JsonNode attempted(String stage, StageAttempt work) throws TaskException {
        // An earlier decision says nothing about this attempt.
        answers.remove(FAILURE);
        int attempt = attempts.merge(stage, 1, Integer::sum);
        long from = System.nanoTime();
        resources.console().start(attempt == 1 ? stage : stage + " (attempt " + attempt + ")");
        String status = StageResult.FAILED;
        try {
            JsonNode answer = killer.during(stage, attempt, work, process -> announce(stage, attempt, process));
            // If the gate stays closed, the function succeeded but the stage failed.
            boolean isClosed = answer.path("Payload").path("passed").isBoolean()
                    && !answer.path("Payload").path("passed").booleanValue();
            status = isClosed ? StageResult.FAILED : StageResult.SUCCEEDED;
            return answer;
        } catch (IOException failed) {
            throw notStarted(failed);
        } finally {
            ended(stage, status, (System.nanoTime() - from) / 1e9);
            boolean hasSucceeded = status.equals(StageResult.SUCCEEDED);
            resources.console().finish(hasSucceeded ? isSkipped(stage) ? "skipped" : "done" : StageResult.FAILED);
        }
    }

    /** Whether the stage found its work already done: its record is then of another run. */
    private boolean isSkipped(String stage) {
        return runIdOf.apply(stage).filter(run -> !run.equals(runId())).isPresent();
    }

    /** The stage whose attempt failed last. */
    synchronized Optional<String> lastFailed() {
        return Optional.ofNullable(lastFailed);
    }

    private synchronized void ended(String stage, String status, double seconds) {
        StageResult before = results.getOrDefault(stage, new StageResult(stage, status, 0, 0, false));
        results.put(stage, before.with(status, seconds));
        if (!status.equals(StageResult.SUCCEEDED)) {
            lastFailed = stage;
        }
    }

    private void announce(String stage, int attempt, WatchedProcesses.Started process) {
        events.add(
                "attempt-started",
                NightEvents.details()
                        .put("stage", stage)
                        .put("attempt", attempt)
                        .put("pid", process.pid()));
        var unused = process.ended()
                .thenAccept(status -> events.add(
                        "attempt-ended",
                        NightEvents.details()
                                .put("stage", stage)
                                .put("attempt", attempt)
                                .put("pid", process.pid())
                                .put("exit-status", status)));
    }

    private static TaskException notStarted(IOException failed) {
        return new TaskException("States.TaskFailed", "its process could not be started: " + failed.getMessage());
    }

    private JsonNode published(JsonNode input) {
        JsonNode message = input.path("Message");
        String topic = input.path("TopicArn").asText();
        String id = stack.publish(
                TOPICS + TOPIC_NAMES.getOrDefault(topic, topic),
                input.path("Subject").asText(),
                message.isTextual() ? message.asText() : message.toPrettyString());
        return JSON.createObjectNode().put("MessageId", id);
    }

    /** The results of the stages that were reached, in order. */
    synchronized List<StageResult> results() {
        return new ArrayList<>(results.values());
    }

    /** The function's last answer. */
    Optional<JsonNode> answer(String function) {
        return Optional.ofNullable(answers.get(function));
    }

    /** The run id that the plan function made; empty if it made none. A plan on this machine has one night only. */
    String runId() {
        return answer("plan")
                .map(plan ->
                        plan.path("nights").path(0).path("night").path("run-id").asText())
                .orElse("");
    }

    /** The category of the night's error, as the failure function decided; INTERNAL if there was no decision. */
    ErrorCategory category() {
        String decided =
                answer(FAILURE).map(answer -> answer.path("category").asText()).orElse("");
        return Arrays.stream(ErrorCategory.values())
                .filter(category -> category.name().equals(decided))
                .findFirst()
                .orElse(ErrorCategory.INTERNAL);
    }
}
