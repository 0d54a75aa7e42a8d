package dev.madrugada.runner.tick;

import com.fasterxml.jackson.databind.JsonNode;
import dev.madrugada.runner.StackOfRunner;
import dev.madrugada.runner.task.Activities;
import dev.madrugada.runner.task.TaskInput;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;

/** The tasks of an activity of the local stack's Step Functions. */
final class LocalTasks implements ExecutionTasks {
    private static final Map<String, End> ENDS = Map.of(
            "States.HeartbeatTimeout", End.TIMED_OUT,
            "ExecutionAborted", End.ABORTED);

    private final StackOfRunner stack;
    private final Execution execution;
    private final String activity;
    /** The tasks that have not been scheduled again, by token. */
    private final Map<String, Attempt> attempts = new HashMap<>();

    /** A state, and how often its task has been scheduled before. */
    private record Attempt(int state, int retry) {}

    LocalTasks(StackOfRunner stack, Execution execution, String activity) {
        this.stack = stack;
        this.execution = execution;
        this.activity = activity;
    }

    @Override
    public void schedule(int state) {
        schedule(new Attempt(state, 0));
    }

    private void schedule(Attempt attempt) {
        String path = "activities/tasks?activity=" + activity + "&wait=no&heartbeat=" + Execution.HEARTBEAT.toSeconds();
        String token = stack.admin("POST", path, execution.input(attempt.state(), attempt.retry()))
                .path("taskToken")
                .asText();
        attempts.put(token, attempt);
    }

    @Override
    public void abort(int index) {
        List<JsonNode> tasks = tasks();
        String token = tasks.get(index % tasks.size()).path("taskToken").asText();
        var unused = stack.admin("POST", "activities/aborts?task=" + token, "");
    }

    @Override
    public void retryExpired() {
        for (JsonNode task : tasks()) {
            Attempt expired = end(task) == End.TIMED_OUT
                    ? attempts.remove(task.path("taskToken").asText())
                    : null;
            if (expired != null) {
                schedule(new Attempt(expired.state(), expired.retry() + 1));
            }
        }
    }

    @Override
    public List<TaskHistory> histories() {
        return tasks().stream().map(LocalTasks::history).toList();
    }

    private List<JsonNode> tasks() {
        return StreamSupport.stream(
                        stack.admin("GET", "activities/tasks?activity=" + activity, "")
                                .path("tasks")
                                .spliterator(),
                        false)
                .toList();
    }

    private static TaskHistory history(JsonNode task) {
        Activities.Task input = new Activities.Task(
                task.path("taskToken").asText(), task.path("input").asText());
        End end = end(task);
        String failure = task.path("error").asText() + ": " + task.path("cause").asText();
        return new TaskHistory(
                TaskInput.claimId(input),
                end,
                end == End.FAILED ? failure : task.path("output").asText(),
                task.path("deliveries").asInt(),
                (int) StreamSupport.stream(task.path("answers").spliterator(), false)
                        .filter(answer -> answer.path("accepted").asBoolean())
                        .count());
    }

    private static End end(JsonNode task) {
        if (task.has("error")) {
            return ENDS.getOrDefault(task.path("error").asText(), End.FAILED);
        }
        return task.has("output") ? End.SUCCEEDED : End.NOT_YET;
    }
}
