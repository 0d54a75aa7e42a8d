package dev.madrugada.runner.tick;

import dev.madrugada.runner.claim.Claim;
import dev.madrugada.runner.step.Progress;
import dev.madrugada.runner.step.Start;
import dev.madrugada.runner.step.Step;
import dev.madrugada.runner.task.TaskInput;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** A step whose answers the test gives; it notes the starts and stops. */
final class ScriptedStep implements Step {
    final List<String> calls = new ArrayList<>();
    Function<Claim, Start> onStart = claim -> Start.started("run");
    Runnable onCheck = () -> {};
    Runnable onStop = () -> {};
    Optional<String> found = Optional.empty();
    Function<Claim, Progress> progress = claim -> Progress.underWay();

    @Override
    public void check(TaskInput input) {
        onCheck.run();
    }

    @Override
    public Optional<String> find(Claim claim, TaskInput input) {
        return found;
    }

    @Override
    public Start start(Claim claim, TaskInput input) {
        calls.add("start by " + claim.owner());
        return onStart.apply(claim);
    }

    @Override
    public Progress progress(Claim claim, TaskInput input, String run) {
        return progress.apply(claim);
    }

    @Override
    public void stop(Claim claim, TaskInput input, String run) {
        onStop.run();
        calls.add("stop " + run);
    }
}
