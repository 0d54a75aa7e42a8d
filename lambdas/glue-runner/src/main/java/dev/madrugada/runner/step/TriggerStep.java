package dev.madrugada.runner.step;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.madrugada.runner.claim.Claim;
import dev.madrugada.runner.task.TaskInput;
import java.util.Optional;

/** Starts a Glue trigger. It does not wait for the jobs that the trigger starts. */
public final class TriggerStep implements Step {
    private final GlueTriggers triggers;

    public TriggerStep(GlueTriggers triggers) {
        this.triggers = triggers;
    }

    @Override
    public void check(TaskInput input) {
        Named.of(input);
    }

    /** A trigger that has started a job since the task was taken counts as started, whoever started it. */
    @Override
    public Optional<String> find(Claim claim, TaskInput input) {
        String name = Named.of(input);
        return triggers.hasStarted(name, claim.takenAt()) ? Optional.of(name) : Optional.empty();
    }

    @Override
    public Start start(Claim claim, TaskInput input) {
        return triggers.start(Named.of(input));
    }

    @Override
    public Progress progress(Claim claim, TaskInput input, String run) {
        return Progress.succeeded(
                JsonNodeFactory.instance.objectNode().put("Name", run).toString());
    }

    /** The jobs of a trigger are not the task's, so they are not stopped. */
    @Override
    public void stop(Claim claim, TaskInput input, String run) {}
}
