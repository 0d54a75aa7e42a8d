package dev.madrugada.runner.step;

import dev.madrugada.runner.task.Failure;

/**
 * The result of a start.
 *
 * @param run the run's id; empty unless the run was started
 * @param failure the reason why no run was started; meaningless if one was
 */
public record Start(Result result, String run, Failure failure) {
    private static final Failure NONE = new Failure("", "");

    /** The possible results. */
    public enum Result {
        STARTED,
        /** Certainly no run was started, and a later attempt may start one. */
        BUSY,
        /** No attempt will ever start one. */
        REFUSED
    }

    public static Start started(String run) {
        return new Start(Result.STARTED, run, NONE);
    }

    public static Start busy(Failure why) {
        return new Start(Result.BUSY, "", why);
    }

    public static Start refused(Failure why) {
        return new Start(Result.REFUSED, "", why);
    }
}
