package dev.madrugada.runner.tick;

import dev.madrugada.runner.task.Activities;
import dev.madrugada.runner.task.Failure;
import dev.madrugada.runner.task.TaskInput;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * An activity of Step Functions in memory: hands each task out once, and closes a task that is answered, aborted or
 * without heartbeats.
 */
final class SimulatedTasks implements Activities, ExecutionTasks {
    /** A task, and how it ended. */
    private static final class Scheduled {
        final Task task;
        final int state;
        final int retry;
        int deliveries;
        int acceptedAnswers;
        Instant lastHeartbeat;
        End end = End.NOT_YET;
        String answer = "";

        Scheduled(Task task, int state, int retry, Instant at) {
            this.task = task;
            this.state = state;
            this.retry = retry;
            this.lastHeartbeat = at;
        }

        TaskHistory history() {
            return new TaskHistory(TaskInput.claimId(task), end, answer, deliveries, acceptedAnswers);
        }
    }

    private final List<Scheduled> tasks = new ArrayList<>();
    private final Execution execution;
    private final Clock clock;

    SimulatedTasks(Execution execution, Clock clock) {
        this.execution = execution;
        this.clock = clock;
    }

    @Override
    public synchronized void schedule(int state) {
        schedule(state, 0);
    }

    private void schedule(int state, int retry) {
        Task task = new Task("token-" + tasks.size(), execution.input(state, retry));
        tasks.add(new Scheduled(task, state, retry, clock.instant()));
    }

    @Override
    public synchronized Optional<Task> take(String activity) {
        return tasks.stream()
                .filter(task -> task.deliveries == 0 && task.end == End.NOT_YET)
                .findFirst()
                .map(task -> {
                    task.deliveries++;
                    task.lastHeartbeat = clock.instant();
                    return task.task;
                });
    }

    @Override
    public synchronized Receipt heartbeat(String token) {
        Optional<Scheduled> open = open(token);
        open.ifPresent(task -> task.lastHeartbeat = clock.instant());
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
            task.acceptedAnswers++;
        });
        return open.isPresent() ? Receipt.ACCEPTED : Receipt.GONE;
    }

    private Optional<Scheduled> open(String token) {
        return tasks.stream()
                .filter(task -> task.task.token().equals(token) && task.end == End.NOT_YET)
                .findFirst();
    }

    @Override
    public synchronized void abort(int index) {
        Scheduled task = tasks.get(index % tasks.size());
        if (task.end == End.NOT_YET) {
            task.end = End.ABORTED;
        }
    }

    @Override
    public synchronized void retryExpired() {
        for (Scheduled task : List.copyOf(tasks)) {
            if (task.end == End.NOT_YET
                    && task.deliveries > 0
                    && task.lastHeartbeat.plus(Execution.HEARTBEAT).isBefore(clock.instant())) {
                task.end = End.TIMED_OUT;
                schedule(task.state, task.retry + 1);
            }
        }
    }

    @Override
    public synchronized List<TaskHistory> histories() {
        return tasks.stream().map(Scheduled::history).toList();
    }
}
