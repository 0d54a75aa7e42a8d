package dev.madrugada.localstack.activity;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A task of an activity. It ends once: by a worker's answer, by its timeout, when no heartbeat comes, or with its
 * execution. The timeout counts from the task's schedule; the heartbeat counts from the time at which a worker took the
 * task. Both are times of the clock: a timer waits for them, and {@link #expire} must be called after the clock was set.
 *
 * @see <a href="https://docs.aws.amazon.com/step-functions/latest/dg/state-task.html">HeartbeatSeconds</a>
 */
final class ActivityTask {
    private final String token;
    private final String input;
    private final Optional<Duration> heartbeat;
    private final Timing timing;
    private final CompletableFuture<Answer> answer = new CompletableFuture<>();
    private final Optional<Instant> timeoutAt;
    private Optional<Instant> heartbeatUntil = Optional.empty();
    private @Nullable ScheduledFuture<?> timer;
    private int deliveries;
    private int heartbeats;
    private final ArrayNode answers = JsonNodeFactory.instance.arrayNode();

    /** How a task ended: with an output, or with an error and its cause. */
    record Answer(Optional<String> output, String error, String cause) {
        static Answer succeeded(String output) {
            return new Answer(Optional.of(output), "", "");
        }

        static Answer failed(String error, String cause) {
            return new Answer(Optional.empty(), error, cause);
        }

        /** {@code output}, or {@code error} and {@code cause}. */
        ObjectNode json() {
            ObjectNode json = JsonNodeFactory.instance.objectNode();
            return output.map(text -> json.put("output", text))
                    .orElseGet(() -> json.put("error", error).put("cause", cause));
        }
    }

    /** How long a task may take, and how long it may be without a heartbeat; empty for no limit. */
    record Times(Optional<Duration> timeout, Optional<Duration> heartbeat) {}

    /** The clock of a task, and the timers that wait for its times. */
    record Timing(Clock clock, ScheduledExecutorService timers) {}

    ActivityTask(String token, String input, Times times, Timing timing) {
        this.token = token;
        this.input = input;
        this.heartbeat = times.heartbeat();
        this.timing = timing;
        Instant now = timing.clock().instant();
        this.timeoutAt = times.timeout().map(now::plus);
        setTimer();
    }

    String token() {
        return token;
    }

    String input() {
        return input;
    }

    CompletableFuture<Answer> answer() {
        return answer;
    }

    /** Hands the task to a worker; false if the task has ended. */
    synchronized boolean deliver() {
        expire();
        if (answer.isDone()) {
            return false;
        }
        deliveries++;
        waitForHeartbeat();
        return true;
    }

    /** Starts the time until the next heartbeat; false if the task has ended. */
    synchronized boolean beat() {
        expire();
        if (answer.isDone()) {
            return false;
        }
        heartbeats++;
        waitForHeartbeat();
        return true;
    }

    private void waitForHeartbeat() {
        heartbeatUntil = heartbeat.map(timing.clock().instant()::plus);
        setTimer();
    }

    /** Ends the task with a worker's answer; false if it has ended already. */
    synchronized boolean end(Answer with) {
        expire();
        boolean isAccepted = complete(with);
        answers.addObject()
                .put("answer", with.output().isPresent() ? "success" : "failure")
                .put("accepted", isAccepted);
        return isAccepted;
    }

    synchronized void abort() {
        expire();
        var unused = complete(Answer.failed("ExecutionAborted", "the execution was aborted"));
    }

    synchronized void close() {
        var unused = complete(Answer.failed("States.Timeout", "the local stack stops"));
    }

    /** Ends the task if its time is over. */
    synchronized void expire() {
        Instant now = timing.clock().instant();
        if (timeoutAt.filter(limit -> !now.isBefore(limit)).isPresent()) {
            var unused = complete(Answer.failed("States.Timeout", "the task has timed out"));
        } else if (heartbeatUntil.filter(limit -> !now.isBefore(limit)).isPresent()) {
            var unused = complete(Answer.failed("States.HeartbeatTimeout", "no heartbeat came in time"));
        }
    }

    private boolean complete(Answer with) {
        boolean isFirst = answer.complete(with);
        setTimer();
        return isFirst;
    }

    /** Waits for the next of the task's times. The clock may be set meanwhile, so the timer waits for the rest then. */
    private synchronized void setTimer() {
        if (timer != null) {
            timer.cancel(false);
            timer = null;
        }
        if (answer.isDone()) {
            return;
        }
        Instant now = timing.clock().instant();
        Stream.of(timeoutAt, heartbeatUntil)
                .flatMap(Optional::stream)
                .min(Instant::compareTo)
                .ifPresent(next -> timer = timing.timers()
                        .schedule(this::timerEnded, Duration.between(now, next).toMillis() + 1, TimeUnit.MILLISECONDS));
    }

    private synchronized void timerEnded() {
        expire();
        setTimer();
    }

    /** The task, what workers did with it, and its end if it has ended. */
    synchronized ObjectNode history() {
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("taskToken", token)
                .put("input", input)
                .put("deliveries", deliveries)
                .put("heartbeats", heartbeats);
        json.set("answers", answers.deepCopy());
        if (answer.isDone()) {
            json.setAll(answer.join().json());
        }
        return json;
    }
}
