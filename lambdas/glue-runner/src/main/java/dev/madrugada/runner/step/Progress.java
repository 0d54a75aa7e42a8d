package dev.madrugada.runner.step;

import dev.madrugada.runner.task.Failure;

/**
 * How a run is getting on.
 *
 * @param text the output of a run that succeeded, JSON; the id of the run to follow instead
 * @param failure of a run that failed; meaningless for any other
 */
public record Progress(State state, String text, Failure failure) {
    private static final Failure NONE = new Failure("", "");

    /** The possible states. */
    public enum State {
        UNDER_WAY,
        SUCCEEDED,
        FAILED,
        /** Another run does the work of the claim. */
        ELSEWHERE
    }

    public static Progress underWay() {
        return new Progress(State.UNDER_WAY, "", NONE);
    }

    public static Progress succeeded(String output) {
        return new Progress(State.SUCCEEDED, output, NONE);
    }

    public static Progress failed(Failure failure) {
        return new Progress(State.FAILED, "", failure);
    }

    public static Progress elsewhere(String run) {
        return new Progress(State.ELSEWHERE, run, NONE);
    }
}
