package dev.madrugada.runner.step;

import dev.madrugada.runner.claim.Claim;
import dev.madrugada.runner.task.TaskInput;
import java.util.Optional;

/**
 * One kind of work that a task can ask for. A step keeps nothing: what it knows of a run it asks the service.
 *
 * <p>Errors: an exception of {@link #start} means that a run may have been started; {@link #find} must show it before
 * the lease of the claim ends. An exception of the other methods means that nothing is known.
 */
public interface Step {
    /**
     * Refuses wrong parameters.
     *
     * @throws dev.madrugada.common.error.MadrugadaException InvalidArguments
     */
    void check(TaskInput input);

    /** The run that was started for the claim, also if it has ended; empty if none was started. */
    Optional<String> find(Claim claim, TaskInput input);

    Start start(Claim claim, TaskInput input);

    /** How the run that the claim follows is getting on. */
    Progress progress(Claim claim, TaskInput input, String run);

    /** Asks the service to stop the claim's run, because nobody waits for it; a run that has ended is ignored. */
    void stop(Claim claim, TaskInput input, String run);
}
