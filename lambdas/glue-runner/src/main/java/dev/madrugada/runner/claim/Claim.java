package dev.madrugada.runner.claim;

import java.time.Instant;
import java.util.Optional;

/**
 * A task of an activity that the runner has taken and not yet answered.
 *
 * @param id the key; the same for every delivery of the same task
 * @param token Step Functions' token, to which the answer is sent
 * @param input the task's input, JSON
 * @param owner the call of the function that may start the task's run until {@code leasedUntil}
 * @param leasedUntil the end of the owner's lease; nobody else starts a run before
 * @param run the run that does the task's work; empty until it has been started
 * @param takenAt when the task was taken
 */
public record Claim(
        String id,
        String token,
        String input,
        String owner,
        Instant leasedUntil,
        Optional<String> run,
        Instant takenAt) {
    public Claim leasedBy(String newOwner, Instant until) {
        return new Claim(id, token, input, newOwner, until, run, takenAt);
    }

    public Claim withRun(String started) {
        return new Claim(id, token, input, owner, leasedUntil, Optional.of(started), takenAt);
    }
}
