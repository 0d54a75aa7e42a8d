package dev.madrugada.runner.tick;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.madrugada.runner.claim.Claim;
import dev.madrugada.runner.step.Progress;
import dev.madrugada.runner.step.Start;
import dev.madrugada.runner.task.Activities.Receipt;
import dev.madrugada.runner.task.Activities.Task;
import dev.madrugada.runner.task.Failure;
import dev.madrugada.runner.task.TaskInput;
import dev.madrugada.runner.tick.TickCounts.Counter;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ClaimHandlerTest {
    private static final String INPUT = """
        {"claim": {"execution": "e", "state": "S", "entered": "t", "retry": 0}, "job": {"JobName": "j"}}\
        """;
    private static final Task TASK = new Task("token", INPUT);
    private static final String ID = TaskInput.claimId(TASK);
    private static final Duration LEASE = Duration.ofMinutes(4);
    private static final Failure WHY = new Failure("E", "why");

    private final SimulatedTime time = new SimulatedTime();
    private final Instant taken = time.now();
    private final InMemoryClaims claims = new InMemoryClaims(50);
    private final RecordedAnswers activities = new RecordedAnswers();
    private final ScriptedStep step = new ScriptedStep();
    private final TickCounts counts = new TickCounts();
    private final Ports ports =
            new Ports(claims, activities, new Steps(step, step, step, step), time.clock(Duration.ZERO));
    private final ClaimHandler handler = new ClaimHandler(ports, "second", counts);

    @Test
    void aTaskIsClaimedBeforeItsRunIsStarted() {
        step.onStart = claim -> {
            assertThat(claims.find(ID)).contains(pending("second"));
            return Start.started("run");
        };

        handler.take(TASK);

        assertThat(claims.reads())
                .as("by the start above; none after the run was recorded")
                .isEqualTo(1);
        assertThat(claims.find(ID)).contains(pending("second").withRun("run"));
        assertThat(counts.of(Counter.PENDING)).isEqualTo(1);
        assertThat(counts.of(Counter.STARTED)).isEqualTo(1);
        assertThat(activities.answers).isEmpty();
    }

    @Test
    void aTaskThatIsDeliveredAgainIsLeftToItsClaim() {
        stored(pending("first"));

        handler.take(TASK);

        assertThat(step.calls).isEmpty();
        assertThat(activities.answers).isEmpty();
        assertThat(claims.find(ID)).contains(pending("first"));
    }

    @Test
    void aPutThatTheSdkRepeatedIsItsOwn() {
        stored(pending("second"));

        handler.take(TASK);

        assertThat(step.calls).containsExactly("start by second");
        assertThat(counts.of(Counter.PENDING)).isEqualTo(1);
    }

    @Test
    void anotherTaskWithTheSameClaimIsRefused() {
        stored(pending("first"));

        handler.take(new Task("another", INPUT));

        assertThat(activities.answers)
                .singleElement()
                .asString()
                .startsWith("failed another InvalidArguments: InvalidArguments: the task's parameters: another task has"
                        + " the same claim, " + ID);
        assertThat(step.calls).isEmpty();
        assertThat(counts.of(Counter.FAILED)).isEqualTo(1);
        assertThat(claims.find(ID)).contains(pending("first"));
    }

    @Test
    void theLeaseOfAnotherIsRespectedToItsEnd() {
        Claim first = stored(pending("first"));
        time.pass(LEASE.minusMillis(1));

        handler.check(first);

        assertThat(step.calls).isEmpty();
        assertThat(activities.answers).containsExactly("heartbeat token");
        assertThat(claims.find(ID)).contains(first);
        assertThat(counts.of(Counter.PENDING)).isEqualTo(1);
        assertThat(counts.of(Counter.RUNNING)).isZero();
        assertThat(counts.of(Counter.HEARTBEATS)).isEqualTo(1);
        assertThat(counts.oldest()).isEqualTo(LEASE.minusMillis(1));

        time.pass(Duration.ofMillis(1));
        handler.check(first);

        assertThat(step.calls).containsExactly("start by second");
        assertThat(claims.find(ID))
                .contains(first.leasedBy("second", time.now().plus(LEASE)).withRun("run"));
    }

    @Test
    void aRunThatIsFoundIsAdopted() {
        Claim first = stored(pending("first"));
        time.pass(LEASE);
        step.found = Optional.of("run-1");

        handler.check(first);

        assertThat(step.calls).isEmpty();
        assertThat(claims.find(ID).flatMap(Claim::run)).contains("run-1");
        assertThat(counts.of(Counter.ADOPTED)).isEqualTo(1);
        assertThat(counts.of(Counter.STARTED)).isZero();
    }

    @Test
    void nothingIsStartedForATaskThatIsGone() {
        Claim first = stored(pending("first"));
        time.pass(LEASE);
        activities.receipt = () -> Receipt.GONE;

        handler.check(first);

        assertThat(step.calls).isEmpty();
        assertThat(claims.find(ID)).isEmpty();
        assertThat(counts.of(Counter.GONE)).isEqualTo(1);
        assertThat(counts.of(Counter.HEARTBEATS)).isZero();
    }

    @Test
    void aLeaseThatAnotherHasTakenIsLeftAlone() {
        Claim seen = pending("first");
        Claim now = stored(seen.leasedBy("third", taken.plus(LEASE).plus(LEASE)));
        time.pass(LEASE);

        handler.check(seen);

        assertThat(step.calls).isEmpty();
        assertThat(claims.find(ID)).contains(now);
    }

    @Test
    void wrongParametersFailTheTaskAtOnce() {
        step.onCheck = () -> {
            throw TaskInput.problem("job.X is not known").exception();
        };

        handler.take(TASK);

        assertThat(step.calls).isEmpty();
        assertThat(activities.answers)
                .singleElement()
                .asString()
                .startsWith(
                        "failed token InvalidArguments: InvalidArguments: the task's parameters: job.X is not known");
        assertThat(claims.find(ID)).isEmpty();
    }

    @Test
    void aRefusedStartFailsTheTask() {
        step.onStart = claim -> Start.refused(WHY);

        handler.take(TASK);

        assertThat(activities.answers).containsExactly("failed token E: why");
        assertThat(claims.find(ID)).isEmpty();
        assertThat(counts.of(Counter.STARTED)).isZero();
    }

    @Test
    void aBusyStartIsRepeatedForHalfAnHour() {
        step.onStart = claim -> Start.busy(WHY);
        Claim first = stored(pending("first"));
        time.pass(Duration.ofMinutes(30));

        handler.check(first);

        Claim released = first.leasedBy("", Instant.EPOCH);
        assertThat(claims.find(ID))
                .as("the next tick need not wait for the lease")
                .contains(released);
        assertThat(activities.answers).containsExactly("heartbeat token");

        time.pass(Duration.ofMillis(1));
        handler.check(released);

        assertThat(activities.answers).endsWith("failed token E: why");
        assertThat(claims.find(ID)).isEmpty();
    }

    @Test
    void aRunWhoseClaimIsGoneIsStopped() {
        step.onStart = claim -> {
            claims.delete(claim);
            return Start.started("run");
        };

        handler.take(TASK);

        assertThat(step.calls).containsExactly("start by second", "stop run");
        assertThat(counts.of(Counter.STOPPED)).isEqualTo(1);
    }

    @Test
    void aRunWhoseClaimHasAnotherRunIsLeftToTheClaimInTheLake() {
        step.onStart = claim -> {
            assertThat(claims.started(claim, "other")).isTrue();
            return Start.started("run");
        };

        handler.take(TASK);

        assertThat(step.calls).containsExactly("start by second");
        assertThat(claims.find(ID).flatMap(Claim::run)).contains("other");
    }

    @Test
    void aTaskThatIsGoneStopsItsRunAndThenLosesItsClaim() {
        Claim running = stored(pending("first").withRun("run"));
        activities.receipt = () -> Receipt.GONE;
        step.onStop = () -> {
            throw new IllegalStateException("not stopped");
        };

        assertThatThrownBy(() -> handler.check(running)).hasMessage("not stopped");
        assertThat(claims.find(ID)).as("the next tick stops it").contains(running);

        step.onStop = () -> {};
        handler.check(running);

        assertThat(step.calls).containsExactly("stop run");
        assertThat(claims.find(ID)).isEmpty();
        assertThat(counts.of(Counter.RUNNING)).isEqualTo(2);
        assertThat(counts.of(Counter.PENDING)).isZero();
        assertThat(counts.of(Counter.STOPPED)).isEqualTo(1);
        assertThat(counts.of(Counter.GONE)).isEqualTo(2);
    }

    @Test
    void aRunThatIsUnderWayKeepsItsClaim() {
        Claim running = stored(pending("first").withRun("run"));

        handler.check(running);

        assertThat(activities.answers).containsExactly("heartbeat token");
        assertThat(step.calls).isEmpty();
        assertThat(claims.find(ID)).contains(running);
    }

    @Test
    void theClaimGoesOnlyAfterTheAnswer() {
        Claim running = stored(pending("first").withRun("run"));
        step.progress = claim -> Progress.succeeded("{}");
        answeredBeforeDeleted(running, "succeeded token {}");
        assertThat(counts.of(Counter.SUCCEEDED)).isEqualTo(1);

        Claim failed = stored(running);
        step.progress = claim -> Progress.failed(WHY);
        answeredBeforeDeleted(failed, "failed token E: why");
        assertThat(counts.of(Counter.FAILED)).isEqualTo(1);
    }

    private void answeredBeforeDeleted(Claim running, String answer) {
        activities.receipt = () -> {
            throw new IllegalStateException("lost");
        };
        assertThatThrownBy(() -> handler.check(running)).hasMessage("lost");
        assertThat(claims.find(ID)).contains(running);
        activities.receipt = () -> Receipt.ACCEPTED;

        handler.check(running);

        assertThat(activities.answers).endsWith(answer);
        assertThat(claims.find(ID)).isEmpty();
    }

    @Test
    void anAnswerForWhichNobodyWaitsEndsTheClaimToo() {
        activities.receipt = () -> Receipt.GONE;
        step.progress = claim -> Progress.succeeded("{}");

        handler.check(stored(pending("first").withRun("run")));

        assertThat(claims.find(ID)).isEmpty();
        assertThat(counts.of(Counter.GONE)).isEqualTo(1);
        assertThat(counts.of(Counter.SUCCEEDED)).isZero();
    }

    @Test
    void theRunThatHasTheClaimInTheLakeIsFollowed() {
        Claim running = stored(pending("first").withRun("run"));
        step.progress = claim -> Progress.elsewhere("other");

        handler.check(running);

        assertThat(activities.answers).containsExactly("heartbeat token");
        assertThat(claims.find(ID)).contains(running.withRun("other"));
    }

    @Test
    void aRunOfWhichNothingIsKnownKeepsItsTaskAlive() {
        Claim running = stored(pending("first").withRun("run"));
        step.progress = claim -> {
            throw new IllegalStateException("throttled");
        };

        assertThatThrownBy(() -> handler.check(running)).hasMessage("throttled");

        assertThat(activities.answers).containsExactly("heartbeat token");
        assertThat(claims.find(ID)).contains(running);
    }

    private Claim pending(String owner) {
        return new Claim(ID, "token", INPUT, owner, taken.plus(LEASE), Optional.empty(), taken);
    }

    private Claim stored(Claim claim) {
        assertThat(claims.create(claim)).isTrue();
        return claim;
    }
}
