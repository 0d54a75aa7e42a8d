package dev.madrugada.localstack.activity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.madrugada.localstack.activity.ActivityTask.Answer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ActivityTaskTest {
    private static final Duration TIMEOUT = Duration.ofHours(2);
    private static final Duration HEARTBEAT = Duration.ofHours(1);
    private static final Duration A_MOMENT = Duration.ofMillis(1);

    private final ScheduledThreadPoolExecutor timers = new ScheduledThreadPoolExecutor(1);
    private Instant now = Instant.parse("2001-01-02T02:00:00Z");
    private final InstantSource source = () -> now;
    private final Clock clock = source.withZone(ZoneOffset.UTC);

    ActivityTaskTest() {
        timers.setRemoveOnCancelPolicy(true);
    }

    @AfterEach
    void close() {
        timers.shutdownNow();
    }

    @Test
    void theHeartbeatCountsFromTheDelivery() {
        ActivityTask task = task(Optional.empty(), Optional.of(HEARTBEAT));
        pass(HEARTBEAT.multipliedBy(2), task);
        assertThat(task.deliver()).as("nobody had it").isTrue();

        pass(HEARTBEAT.minus(A_MOMENT), task);
        assertThat(task.beat()).isTrue();
        pass(HEARTBEAT.minus(A_MOMENT), task);
        assertThat(task.answer()).isNotDone();
        pass(A_MOMENT, task);

        assertThat(task.answer().join().error()).isEqualTo("States.HeartbeatTimeout");
        assertThat(task.beat()).isFalse();
        assertThat(task.end(Answer.succeeded("{}"))).isFalse();
        assertThat(timers.getQueue()).isEmpty();
    }

    @Test
    void theTimeoutCountsFromTheSchedule() {
        ActivityTask task = task(Optional.of(TIMEOUT), Optional.empty());
        pass(TIMEOUT.minus(A_MOMENT), task);
        assertThat(task.answer()).isNotDone();

        pass(A_MOMENT, task);

        assertThat(task.answer().join().error()).isEqualTo("States.Timeout");
        assertThat(task.deliver()).as("a task that has ended is not handed out").isFalse();
    }

    @Test
    void timeThatHasPassedCountsBeforeAnybodyLooks() {
        ActivityTask task = task(Optional.of(TIMEOUT), Optional.empty());
        now = now.plus(TIMEOUT);

        assertThat(task.end(Answer.succeeded("{}"))).isFalse();
        assertThat(task.answer().join().error()).isEqualTo("States.Timeout");
    }

    @Test
    void aTimerThatEndsWhileTheClockIsBackWaitsForTheRest() {
        ActivityTask task = task(Optional.of(TIMEOUT), Optional.empty());
        now = now.minus(HEARTBEAT);

        timerEnds();

        assertThat(task.answer()).isNotDone();
        assertThat(timers.getQueue()).as("another timer").hasSize(1);
        now = now.plus(HEARTBEAT).plus(TIMEOUT);
        timerEnds();
        assertThat(task.answer().join().error()).isEqualTo("States.Timeout");
    }

    @Test
    void theHistoryHasWhatWorkersDid() {
        ActivityTask task = task(Optional.empty(), Optional.of(HEARTBEAT));
        assertThat(task.history())
                .hasToString("{\"taskToken\":\"t\",\"input\":\"{}\",\"deliveries\":0,\"heartbeats\":0,\"answers\":[]}");

        assertThat(task.deliver()).isTrue();
        assertThat(task.beat()).isTrue();
        assertThat(task.end(Answer.failed("E", "why"))).isTrue();
        assertThat(task.end(Answer.succeeded("{}"))).isFalse();
        task.abort();

        assertThat(task.history())
                .hasToString("{\"taskToken\":\"t\",\"input\":\"{}\",\"deliveries\":1,\"heartbeats\":1,"
                        + "\"answers\":[{\"answer\":\"failure\",\"accepted\":true},"
                        + "{\"answer\":\"success\",\"accepted\":false}],\"error\":\"E\",\"cause\":\"why\"}");
    }

    @Test
    void anAbortedTaskTakesNoAnswer() {
        ActivityTask task = task(Optional.empty(), Optional.of(HEARTBEAT));
        assertThat(task.deliver()).isTrue();

        task.abort();

        assertThat(task.beat()).isFalse();
        assertThat(task.end(Answer.succeeded("{}"))).isFalse();
        assertThat(task.answer().join().error()).isEqualTo("ExecutionAborted");
    }

    private ActivityTask task(Optional<Duration> timeout, Optional<Duration> heartbeat) {
        return new ActivityTask(
                "t", "{}", new ActivityTask.Times(timeout, heartbeat), new ActivityTask.Timing(clock, timers));
    }

    private void pass(Duration time, ActivityTask task) {
        now = now.plus(time);
        task.expire();
    }

    private void timerEnds() {
        Objects.requireNonNull(timers.getQueue().peek()).run();
    }
}
