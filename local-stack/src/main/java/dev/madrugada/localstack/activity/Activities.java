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
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * The activities of Step Functions: CreateActivity, GetActivityTask, SendTaskSuccess, SendTaskFailure and
 * SendTaskHeartbeat. State machines run elsewhere; they schedule tasks through {@link ActivityAdmin}. Activities and
 * tasks are kept in memory.
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

    private final Map<String, Activity> byArn = new ConcurrentHashMap<>();
    private final Map<String, ActivityTask> byToken = new ConcurrentHashMap<>();
    private final ScheduledThreadPoolExecutor timers;
    private final Clock clock;
    private volatile Duration longPoll = LONG_POLL;

    /** An activity: the tasks that wait for a worker, and all tasks in the order of their schedule. */
    private record Activity(BlockingQueue<ActivityTask> waiting, List<ActivityTask> tasks) {}

    /** @param clock the time of tasks; {@link #expire} must be called after it was set */
    public Activities(Clock clock) {
        this.clock = clock;
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
        byArn.putIfAbsent(arn, new Activity(new LinkedBlockingQueue<>(), new CopyOnWriteArrayList<>()));
        ObjectNode answer = JsonNodeFactory.instance.objectNode().put("activityArn", arn);
        answer.set("creationDate", input.encoding().timestamp(clock.instant()));
        return answer;
    }

    private Activity activity(String arn) throws ServiceException {
        Activity activity = byArn.get(arn);
        if (activity == null) {
            throw new ServiceException("ActivityDoesNotExist", "Activity Does Not Exist: '" + arn + "'");
        }
        return activity;
    }

    /** Schedules a task. */
    ActivityTask schedule(String arn, String input, ActivityTask.Times times) throws ServiceException {
        Activity activity = activity(arn);
        ActivityTask task =
                new ActivityTask(UUID.randomUUID().toString(), input, times, new ActivityTask.Timing(clock, timers));
        byToken.put(task.token(), task);
        activity.tasks().add(task);
        activity.waiting().add(task);
        return task;
    }

    /** All tasks of an activity in the order of their schedule. */
    List<ActivityTask> tasks(String arn) throws ServiceException {
        return activity(arn).tasks();
    }

    /** Ends a task because its execution was aborted. */
    void abort(String token) throws ServiceException {
        task(token).abort();
    }

    /** Sets how long GetActivityTask waits for a task. */
    void setLongPoll(Duration time) {
        longPoll = time;
    }

    /** Ends the tasks whose time is over by the clock, which may have been set. */
    public void expire() {
        byToken.values().forEach(ActivityTask::expire);
    }

    /** Waits for a task. A task that has timed out before a worker came is not handed out. */
    private ObjectNode getActivityTask(Input input) throws ServiceException {
        BlockingQueue<ActivityTask> queue =
                activity(input.requiredText("activityArn")).waiting();
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        long deadline = System.nanoTime() + longPoll.toNanos();
        try {
            while (true) {
                ActivityTask task = queue.poll(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
                if (task == null) {
                    return answer.putNull("taskToken").putNull("input");
                }
                if (task.deliver()) {
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
        return answered(input, Answer.succeeded(output));
    }

    private ObjectNode sendTaskFailure(Input input) throws ServiceException {
        String error = input.text("error").orElse("");
        String cause = input.text("cause").orElse("");
        if (error.length() > LONGEST_ERROR || cause.length() > LONGEST_CAUSE) {
            throw ServiceException.validation("Value at 'error' or 'cause' is too long");
        }
        return answered(input, Answer.failed(error, cause));
    }

    private ObjectNode answered(Input input, Answer answer) throws ServiceException {
        if (!task(input.requiredText("taskToken")).end(answer)) {
            throw timedOut();
        }
        return JsonNodeFactory.instance.objectNode();
    }

    private ObjectNode sendTaskHeartbeat(Input input) throws ServiceException {
        if (!task(input.requiredText("taskToken")).beat()) {
            throw timedOut();
        }
        return JsonNodeFactory.instance.objectNode();
    }

    private ActivityTask task(String token) throws ServiceException {
        ActivityTask task = byToken.get(token);
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
        byToken.values().forEach(ActivityTask::close);
    }
}
