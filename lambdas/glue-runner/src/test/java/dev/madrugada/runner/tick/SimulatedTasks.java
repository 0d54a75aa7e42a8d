package dev.madrugada.runner.tick;

import dev.madrugada.runner.task.Activities;
import dev.madrugada.runner.task.Failure;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * An activity of Step Functions in memory: hands each task out once, closes a task that is answered, aborted or without
 * heartbeats, and schedules a task without heartbeats again, as a state with a Retry does.
 */
final class SimulatedTasks implements Activities {
    static final URI LAKE = URI.create("s3://b/lake/");
    static final Duration HEARTBEAT = Duration.ofMinutes(15);

    /** How a task ended. */
    enum End {
        NOT_YET,
        SUCCEEDED,
        FAILED,
        ABORTED,
        TIMED_OUT
    }

    /** A task, and how it ended. */
    static final class Scheduled {
        final String token;
        final String input;
        final int state;
        final int retry;
        boolean isTaken;
        Instant lastHeartbeat;
        End end = End.NOT_YET;
        String answer = "";

        Scheduled(String token, String input, int state, int retry, Instant at) {
            this.token = token;
            this.input = input;
            this.state = state;
            this.retry = retry;
            this.lastHeartbeat = at;
        }

        String claim() {
            return dev.madrugada.runner.task.TaskInput.claimId(new Task(token, input));
        }
    }

    private final List<Scheduled> tasks = new ArrayList<>();
    private final SimulatedTime time;

    SimulatedTasks(SimulatedTime time) {
        this.time = time;
    }

    static String input(int state, int retry) {
        return """
                {"claim": {"execution": "arn:e", "state": "S%d", "entered": "2001-01-02T02:00:00Z", "retry": %d},
                 "record": {"name": "flights", "stage": "ingest"},
                 "job": {"JobName": "job", "Arguments": {"--lake": "%s", "--dataset": "s3://b/datasets/flights/",
                   "--date": "2001-01-01", "--run-id": "r"}}}""".formatted(state, retry, LAKE);
    }

    synchronized void schedule(int state, int retry) {
        tasks.add(new Scheduled("token-" + tasks.size(), input(state, retry), state, retry, time.now()));
    }

    @Override
    public synchronized Optional<Task> take(String activity) {
        return tasks.stream()
                .filter(task -> !task.isTaken && task.end == End.NOT_YET)
                .findFirst()
                .map(task -> {
                    task.isTaken = true;
                    task.lastHeartbeat = time.now();
                    return new Task(task.token, task.input);
                });
    }

    @Override
    public synchronized Receipt heartbeat(String token) {
        Optional<Scheduled> open = open(token);
        open.ifPresent(task -> task.lastHeartbeat = time.now());
        return open.isPresent() ? Receipt.ACCEPTED : Receipt.GONE;
    }

    @Override
    public synchronized Receipt succeeded(String token, String output) {
        return closed(token, End.SUCCEEDED, output);
    }

    @Override
    public synchronized Receipt failed(String token, Failure failure) {
        return closed(token, End.FAILED, failure.error() + ": " + failure.cause());
    }

    private Receipt closed(String token, End end, String answer) {
        Optional<Scheduled> open = open(token);
        open.ifPresent(task -> {
            task.end = end;
            task.answer = answer;
        });
        return open.isPresent() ? Receipt.ACCEPTED : Receipt.GONE;
    }

    private Optional<Scheduled> open(String token) {
        return tasks.stream()
                .filter(task -> task.token.equals(token) && task.end == End.NOT_YET)
                .findFirst();
    }

    synchronized void abort(int index) {
        Scheduled task = tasks.get(index % tasks.size());
        if (task.end == End.NOT_YET) {
            task.end = End.ABORTED;
        }
    }

    /** Closes the tasks without heartbeats and schedules them again. */
    synchronized void expire() {
        for (Scheduled task : List.copyOf(tasks)) {
            if (task.end == End.NOT_YET
                    && task.isTaken
                    && task.lastHeartbeat.plus(HEARTBEAT).isBefore(time.now())) {
                task.end = End.TIMED_OUT;
                schedule(task.state, task.retry + 1);
            }
        }
    }

    synchronized boolean areDone() {
        return tasks.stream().noneMatch(task -> task.end == End.NOT_YET);
    }

    synchronized List<Scheduled> tasks() {
        return List.copyOf(tasks);
    }
}
