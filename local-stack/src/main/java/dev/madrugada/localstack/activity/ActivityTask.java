package dev.madrugada.localstack.activity;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A task of an activity. It ends once: by a worker's answer, by its timeout, or when no heartbeat comes. The timeout
 * counts from the task's schedule; the heartbeat counts from the time at which a worker took the task.
 *
 * @see <a href="https://docs.aws.amazon.com/step-functions/latest/dg/state-task.html">HeartbeatSeconds</a>
 */
final class ActivityTask {
    private final String token;
    private final String input;
    private final Optional<Duration> heartbeat;
    private final ScheduledExecutorService timers;
    private final CompletableFuture<Answer> answer = new CompletableFuture<>();
    private @Nullable ScheduledFuture<?> expiry;

    /** How a task ended: with an output, or with an error and its cause. */
    record Answer(Optional<String> output, String error, String cause) {
        static Answer succeeded(String output) {
            return new Answer(Optional.of(output), "", "");
        }

        static Answer failed(String error, String cause) {
            return new Answer(Optional.empty(), error, cause);
        }
    }

    /** How long a task may take, and how long it may be without a heartbeat; empty for no limit. */
    record Times(Optional<Duration> timeout, Optional<Duration> heartbeat) {}

    ActivityTask(String token, String input, Times times, ScheduledExecutorService timers) {
        this.token = token;
        this.input = input;
        this.heartbeat = times.heartbeat();
        this.timers = timers;
        times.timeout().ifPresent(limit -> {
            var unused = after(limit, "States.Timeout", "the task has timed out");
        });
    }

    String token() {
        return token;
    }

    String input() {
        return input;
    }

    boolean hasEnded() {
        return answer.isDone();
    }

    CompletableFuture<Answer> answer() {
        return answer;
    }

    /** Ends the task; false if it has ended already. */
    boolean end(Answer with) {
        return answer.complete(with);
    }

    /** Starts the time until the next heartbeat; false if the task has ended. */
    synchronized boolean beat() {
        if (expiry != null) {
            expiry.cancel(false);
        }
        heartbeat.ifPresent(limit -> expiry = after(limit, "States.HeartbeatTimeout", "no heartbeat came in time"));
        return !hasEnded();
    }

    private ScheduledFuture<?> after(Duration limit, String error, String cause) {
        return timers.schedule(
                () -> {
                    var unused = end(Answer.failed(error, cause));
                },
                limit.toMillis(),
                TimeUnit.MILLISECONDS);
    }
}
