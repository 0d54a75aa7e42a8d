package dev.madrugada.localstack.activity;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.madrugada.localstack.activity.ActivityTask.Answer;
import dev.madrugada.localstack.http.Input;
import dev.madrugada.localstack.http.JsonService;
import dev.madrugada.localstack.http.Service;
import dev.madrugada.localstack.http.ServiceException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * The activities of Step Functions: CreateActivity, GetActivityTask, SendTaskSuccess, SendTaskFailure and
 * SendTaskHeartbeat. State machines run elsewhere; they schedule tasks through {@link ActivityAdmin}. Activities and
 * tasks are kept in memory. The times of tasks are real, whatever the stack's clock shows.
 *
 * @see <a href="https://docs.aws.amazon.com/step-functions/latest/apireference/API_GetActivityTask.html">GetActivityTask</a>
 */
public final class Activities implements AutoCloseable {
    private static final String ARN = "arn:aws:states:us-east-1:000000000000:activity:";
    private static final Duration LONG_POLL = Duration.ofSeconds(60);
    private static final int LONGEST_OUTPUT_BYTES = 262_144;
    private static final int LONGEST_ERROR = 256;
    private static final int LONGEST_CAUSE = 32_768;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Map<String, BlockingQueue<ActivityTask>> waiting = new ConcurrentHashMap<>();
    private final Map<String, ActivityTask> byToken = new ConcurrentHashMap<>();
    private final ScheduledThreadPoolExecutor timers;
    private final Clock clock;
    private final Duration longPoll;

    public Activities(Clock clock) {
        this(clock, LONG_POLL);
    }

    Activities(Clock clock, Duration longPoll) {
        this.clock = clock;
        this.longPoll = longPoll;
        this.timers = new ScheduledThreadPoolExecutor(1, task -> {
            Thread thread = new Thread(task, "activity-timers");
            thread.setDaemon(true);
            return thread;
        });
        timers.setRemoveOnCancelPolicy(true);
    }

    public List<Service> services() {
        return List.of(
                new JsonService(
                        "AWSStepFunctions",
                        Map.of(
                                "CreateActivity", this::createActivity,
                                "GetActivityTask", this::getActivityTask,
                                "SendTaskSuccess", this::sendTaskSuccess,
                                "SendTaskFailure", this::sendTaskFailure,
                                "SendTaskHeartbeat", this::sendTaskHeartbeat)),
                new ActivityAdmin(this));
    }

    private ObjectNode createActivity(Input input) throws ServiceException {
        String arn = ARN + input.requiredText("name");
        waiting.putIfAbsent(arn, new LinkedBlockingQueue<>());
        ObjectNode answer = JsonNodeFactory.instance.objectNode().put("activityArn", arn);
        answer.set("creationDate", input.encoding().timestamp(clock.instant()));
        return answer;
    }

    private BlockingQueue<ActivityTask> queue(String arn) throws ServiceException {
        BlockingQueue<ActivityTask> queue = waiting.get(arn);
        if (queue == null) {
            throw new ServiceException("ActivityDoesNotExist", "Activity Does Not Exist: '" + arn + "'");
        }
        return queue;
    }

    /** Schedules a task. */
    ActivityTask schedule(String arn, String input, ActivityTask.Times times) throws ServiceException {
        BlockingQueue<ActivityTask> queue = queue(arn);
        ActivityTask task = new ActivityTask(UUID.randomUUID().toString(), input, times, timers);
        byToken.put(task.token(), task);
        queue.add(task);
        return task;
    }

    /** Waits for a task. A task that has timed out before a worker came is not handed out. */
    private ObjectNode getActivityTask(Input input) throws ServiceException {
        BlockingQueue<ActivityTask> queue = queue(input.requiredText("activityArn"));
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        long deadline = System.nanoTime() + longPoll.toNanos();
        try {
            while (true) {
                ActivityTask task = queue.poll(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
                if (task == null) {
                    return answer.putNull("taskToken").putNull("input");
                }
                if (!task.hasEnded() && task.beat()) {
                    return answer.put("taskToken", task.token()).put("input", task.input());
                }
            }
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
            return answer;
        }
    }

    private ObjectNode sendTaskSuccess(Input input) throws ServiceException {
        String output = input.requiredText("output");
        if (output.getBytes(StandardCharsets.UTF_8).length > LONGEST_OUTPUT_BYTES) {
            throw ServiceException.validation("Value at 'output' is longer than " + LONGEST_OUTPUT_BYTES + " bytes");
        }
        try {
            var unused = JSON.readTree(output);
        } catch (JsonProcessingException noJson) {
            throw new ServiceException("InvalidOutput", "Invalid Output: 'the output is no JSON'");
        }
        return end(input, Answer.succeeded(output));
    }

    private ObjectNode sendTaskFailure(Input input) throws ServiceException {
        String error = input.text("error").orElse("");
        String cause = input.text("cause").orElse("");
        if (error.length() > LONGEST_ERROR || cause.length() > LONGEST_CAUSE) {
            throw ServiceException.validation("Value at 'error' or 'cause' is too long");
        }
        return end(input, Answer.failed(error, cause));
    }

    private ObjectNode end(Input input, Answer answer) throws ServiceException {
        if (!task(input).end(answer)) {
            throw timedOut();
        }
        return JsonNodeFactory.instance.objectNode();
    }

    private ObjectNode sendTaskHeartbeat(Input input) throws ServiceException {
        ActivityTask task = task(input);
        if (task.hasEnded() || !task.beat()) {
            throw timedOut();
        }
        return JsonNodeFactory.instance.objectNode();
    }

    private ActivityTask task(Input input) throws ServiceException {
        ActivityTask task = byToken.get(input.requiredText("taskToken"));
        if (task == null) {
            throw new ServiceException("InvalidToken", "Invalid Token: 'Invalid token'");
        }
        return task;
    }

    private static ServiceException timedOut() {
        return new ServiceException("TaskTimedOut", "Task Timed Out: 'Provided task does not exist anymore'");
    }

    @Override
    public void close() {
        timers.shutdownNow();
        byToken.values().forEach(task -> {
            var unused = task.end(Answer.failed("States.Timeout", "the local stack stops"));
        });
    }
}
