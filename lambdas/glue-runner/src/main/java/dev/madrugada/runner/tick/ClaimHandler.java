package dev.madrugada.runner.tick;

import dev.madrugada.common.error.TerminalException;
import dev.madrugada.runner.claim.Claim;
import dev.madrugada.runner.step.Progress;
import dev.madrugada.runner.step.Start;
import dev.madrugada.runner.step.Step;
import dev.madrugada.runner.task.Activities;
import dev.madrugada.runner.task.Activities.Receipt;
import dev.madrugada.runner.task.Failure;
import dev.madrugada.runner.task.TaskInput;
import dev.madrugada.runner.tick.TickCounts.Counter;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Handles one claim: starts its run, follows it, answers its task. Every call may be the last one of a process, and
 * other processes may handle the same claim at the same time, so each write to the table is conditional, and the claim
 * is deleted only after the answer was accepted or nobody waits for it.
 *
 * <p>Only the owner of the lease starts a run. After the lease, another process first looks for a run of the claim.
 */
final class ClaimHandler {
    private static final Logger LOG = LoggerFactory.getLogger(ClaimHandler.class);
    /**
     * The time after which a start whose outcome is unknown is taken up again. It is longer than the function's limit
     * of 3 minutes, so that its process has ended.
     */
    static final Duration LEASE = Duration.ofMinutes(4);
    /** How long a task waits for Glue to accept its run; a state with .sync retries for about as long. */
    static final Duration LONGEST_BUSY = Duration.ofMinutes(30);

    private final Ports ports;
    private final String owner;
    private final TickCounts counts;

    ClaimHandler(Ports ports, String owner, TickCounts counts) {
        this.ports = ports;
        this.owner = owner;
        this.counts = counts;
    }

    /** Claims a task and starts its run. A task that is claimed already is left to its claim. */
    void take(Activities.Task task) {
        Instant now = ports.clock().instant();
        Claim claim = new Claim(
                TaskInput.claimId(task), task.token(), task.input(), owner, now.plus(LEASE), Optional.empty(), now);
        if (ports.claims().create(claim)) {
            counts.add(Counter.PENDING);
            begin(claim);
            return;
        }
        Optional<Claim> found = ports.claims().find(claim.id());
        if (found.filter(claim::equals).isPresent()) {
            // The SDK repeated the put, because the answer to the first one was lost.
            counts.add(Counter.PENDING);
            begin(claim);
        } else if (found.filter(other -> !other.token().equals(task.token())).isPresent()) {
            String message = TaskInput.problem("another task has the same claim, " + claim.id())
                    .message();
            answered(ports.activities().failed(task.token(), new Failure("InvalidArguments", message)), Counter.FAILED);
        }
    }

    /** Takes the next step with a claim. */
    void check(Claim claim) {
        Instant now = ports.clock().instant();
        counts.age(Duration.between(claim.takenAt(), now));
        counts.add(claim.run().isPresent() ? Counter.RUNNING : Counter.PENDING);
        if (claim.run().isPresent()) {
            follow(claim, claim.run().get());
        } else if (now.isBefore(claim.leasedUntil())) {
            // Its owner may be about to start the run. A task that is gone is left until the lease has ended.
            heartbeat(claim);
        } else {
            Claim leased = claim.leasedBy(owner, now.plus(LEASE));
            if (ports.claims().lease(claim, owner, leased.leasedUntil())) {
                takeUp(leased);
            }
        }
    }

    /** Goes on with a claim whose owner ended before it had recorded a run. */
    private void takeUp(Claim leased) {
        Optional<TaskInput> input = valid(leased);
        if (input.isEmpty()) {
            return;
        }
        Step step = ports.steps().of(input.get().kind());
        Optional<String> found = step.find(leased, input.get());
        if (found.isPresent()) {
            counts.add(Counter.ADOPTED);
            recorded(leased, input.get(), found.get());
        } else if (heartbeat(leased) == Receipt.GONE) {
            ports.claims().delete(leased);
        } else {
            begin(leased);
        }
    }

    /** Starts the run of a claim that this owner has leased. If it throws, a run may have been started. */
    private void begin(Claim leased) {
        Optional<TaskInput> input = valid(leased);
        if (input.isEmpty()) {
            return;
        }
        Start start = ports.steps().of(input.get().kind()).start(leased, input.get());
        switch (start.result()) {
            case STARTED -> {
                counts.add(Counter.STARTED);
                LOG.info("event=started claim={} run={}", leased.id(), start.run());
                recorded(leased, input.get(), start.run());
            }
            case REFUSED -> failed(leased, start.failure());
            case BUSY -> {
                Duration waited =
                        Duration.between(leased.takenAt(), ports.clock().instant());
                LOG.info(
                        "event=busy claim={} error={}",
                        leased.id(),
                        start.failure().error());
                if (waited.compareTo(LONGEST_BUSY) > 0) {
                    failed(leased, start.failure());
                } else {
                    // Nothing was started, so the next tick need not wait for the end of the lease.
                    ports.claims().lease(leased, "", Instant.EPOCH);
                }
            }
        }
    }

    /** The claim's input; empty if it is wrong, which has been answered then. */
    private Optional<TaskInput> valid(Claim leased) {
        try {
            TaskInput input = TaskInput.parse(leased.input());
            ports.steps().of(input.kind()).check(input);
            return Optional.of(input);
        } catch (TerminalException wrong) {
            failed(leased, new Failure(wrong.code().name(), String.valueOf(wrong.getMessage())));
            return Optional.empty();
        }
    }

    /** Records the run. If the claim is gone, nobody follows the run. */
    private void recorded(Claim leased, TaskInput input, String run) {
        boolean isRecorded = ports.claims().started(leased, run);
        if (!isRecorded && ports.claims().find(leased.id()).isEmpty()) {
            stop(leased, input, run);
        }
    }

    private void follow(Claim claim, String run) {
        TaskInput input = TaskInput.parse(claim.input());
        Progress progress;
        try {
            progress = ports.steps().of(input.kind()).progress(claim, input, run);
        } catch (RuntimeException unknown) {
            // Nothing is known of the run, and the task must not time out for that.
            heartbeat(claim);
            throw unknown;
        }
        switch (progress.state()) {
            case UNDER_WAY -> {
                if (heartbeat(claim) == Receipt.GONE) {
                    stop(claim, input, run);
                    ports.claims().delete(claim);
                }
            }
            case SUCCEEDED -> {
                answered(ports.activities().succeeded(claim.token(), progress.text()), Counter.SUCCEEDED);
                LOG.info("event=succeeded claim={} run={}", claim.id(), run);
                ports.claims().delete(claim);
            }
            case FAILED -> failed(claim, progress.failure());
            case ELSEWHERE -> {
                LOG.info("event=followed claim={} run={} before={}", claim.id(), progress.text(), run);
                heartbeat(claim);
                ports.claims().follow(claim, progress.text());
            }
        }
    }

    private void stop(Claim claim, TaskInput input, String run) {
        LOG.info("event=stopped claim={} run={}: nobody waits for it", claim.id(), run);
        ports.steps().of(input.kind()).stop(claim, input, run);
        counts.add(Counter.STOPPED);
    }

    private void failed(Claim claim, Failure failure) {
        answered(ports.activities().failed(claim.token(), failure), Counter.FAILED);
        LOG.info("event=failed claim={} error={}", claim.id(), failure.error());
        ports.claims().delete(claim);
    }

    private Receipt heartbeat(Claim claim) {
        return answered(ports.activities().heartbeat(claim.token()), Counter.HEARTBEATS);
    }

    private Receipt answered(Receipt receipt, Counter counter) {
        counts.add(receipt == Receipt.GONE ? Counter.GONE : counter);
        return receipt;
    }
}
