package dev.madrugada.localstack.activity;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.madrugada.localstack.http.AwsRequest;
import dev.madrugada.localstack.http.AwsResponse;
import dev.madrugada.localstack.http.Query;
import dev.madrugada.localstack.http.Service;
import dev.madrugada.localstack.http.ServiceException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The admin paths of activities, for whoever executes a state machine.
 *
 * <ul>
 *   <li>{@code POST /_local/activities/tasks?activity=ARN&timeout=SECONDS&heartbeat=SECONDS} schedules a task, whose input
 *       is the body, and waits for its end. The response has {@code output}, or {@code error} and {@code cause}. With
 *       {@code &wait=no} it has the {@code taskToken}, at once.
 *   <li>{@code GET /_local/activities/tasks?activity=ARN} returns the activity's tasks in the order of their schedule:
 *       {@code taskToken}, {@code input}, {@code deliveries}, {@code heartbeats}, {@code answers}, and the end.
 *   <li>{@code POST /_local/activities/aborts?task=TOKEN} ends a task, as the abort of its execution does.
 *   <li>{@code POST /_local/activities/long-poll?seconds=} sets how long GetActivityTask waits.
 * </ul>
 */
final class ActivityAdmin implements Service {
    private static final String PATH = "/_local/activities/";
    private static final long LONGEST_POLL_SECONDS = 60;

    private final Activities activities;

    ActivityAdmin(Activities activities) {
        this.activities = activities;
    }

    @Override
    public boolean accepts(AwsRequest request) {
        return request.path().startsWith(PATH);
    }

    @Override
    public AwsResponse answer(AwsRequest request) throws IOException, ServiceException {
        Query query = new Query(request.query());
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        switch (request.method() + " " + request.path().substring(PATH.length())) {
            case "POST tasks" -> answer = scheduled(request, query);
            case "GET tasks" -> {
                ArrayNode tasks = answer.putArray("tasks");
                activities.tasks(query.requiredText("activity")).forEach(task -> tasks.add(task.history()));
            }
            case "POST aborts" -> activities.abort(query.requiredText("task"));
            case "POST long-poll" ->
                activities.setLongPoll(Duration.ofSeconds(query.requiredNumber("seconds", 0, LONGEST_POLL_SECONDS)));
            default ->
                throw ServiceException.validation("no such admin path: " + request.method() + " " + request.path());
        }
        return AwsResponse.json(200, answer.toString());
    }

    private ObjectNode scheduled(AwsRequest request, Query query) throws IOException, ServiceException {
        ActivityTask task = activities.schedule(
                query.text("activity").orElse(""),
                new String(request.body().readAllBytes(), StandardCharsets.UTF_8),
                new ActivityTask.Times(seconds(query, "timeout"), seconds(query, "heartbeat")));
        return query.text("wait").filter("no"::equals).isPresent()
                ? JsonNodeFactory.instance.objectNode().put("taskToken", task.token())
                : task.answer().join().json();
    }

    private static Optional<Duration> seconds(Query query, String name) throws ServiceException {
        OptionalLong seconds = query.number(name);
        return seconds.isPresent() ? Optional.of(Duration.ofSeconds(seconds.getAsLong())) : Optional.empty();
    }
}
