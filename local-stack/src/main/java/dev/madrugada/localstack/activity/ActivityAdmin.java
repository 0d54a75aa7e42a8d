package dev.madrugada.localstack.activity;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.madrugada.localstack.http.AwsRequest;
import dev.madrugada.localstack.http.AwsResponse;
import dev.madrugada.localstack.http.Service;
import dev.madrugada.localstack.http.ServiceException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;

/**
 * The admin path of activities, for whoever executes a state machine. {@code POST
 * /_local/activities/tasks?activity=ARN&timeout=SECONDS&heartbeat=SECONDS} schedules a task, whose input is the body,
 * and waits for its end. The response has {@code output}, or {@code error} and {@code cause}.
 */
final class ActivityAdmin implements Service {
    private static final String PATH = "/_local/activities/tasks";

    private final Activities activities;

    ActivityAdmin(Activities activities) {
        this.activities = activities;
    }

    @Override
    public boolean accepts(AwsRequest request) {
        return request.path().equals(PATH);
    }

    @Override
    public AwsResponse answer(AwsRequest request) throws IOException, ServiceException {
        if (!request.method().equals("POST")) {
            throw ServiceException.validation(PATH + " supports POST only");
        }
        ActivityTask task = activities.schedule(
                request.query().getOrDefault("activity", ""),
                new String(request.body().readAllBytes(), StandardCharsets.UTF_8),
                new ActivityTask.Times(seconds(request, "timeout"), seconds(request, "heartbeat")));
        ActivityTask.Answer answer = task.answer().join();
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        answer.output()
                .ifPresentOrElse(
                        output -> json.put("output", output),
                        () -> json.put("error", answer.error()).put("cause", answer.cause()));
        return AwsResponse.json(200, json.toString());
    }

    private static Optional<Duration> seconds(AwsRequest request, String name) throws ServiceException {
        String text = request.query().getOrDefault(name, "");
        try {
            return text.isEmpty() ? Optional.empty() : Optional.of(Duration.ofSeconds(Long.parseLong(text)));
        } catch (NumberFormatException e) {
            throw ServiceException.validation(name + " is no number of seconds: " + text);
        }
    }
}
