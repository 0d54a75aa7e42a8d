package dev.madrugada.runner.tick;

import java.util.List;

/**
 * The tasks of an execution. A task without heartbeats for {@link Execution#HEARTBEAT} times out and is scheduled again,
 * as a state with a Retry does.
 */
interface ExecutionTasks {
    /** How a task ended. */
    enum End {
        NOT_YET,
        SUCCEEDED,
        FAILED,
        ABORTED,
        TIMED_OUT
    }

    /**
     * What Step Functions saw of a task.
     *
     * @param claim the id of its claim
     * @param answer the output, or error and cause; empty for a task that was not answered
     * @param deliveries how often a worker got it
     * @param acceptedAnswers how many successes and failures of workers were accepted
     */
    record TaskHistory(String claim, End end, String answer, int deliveries, int acceptedAnswers) {}

    /** Enters a state, which schedules its task. */
    void schedule(int state);

    /** Aborts a task that has not ended; {@code index} may be greater than the number of tasks. */
    void abort(int index);

    /** Schedules the tasks that have timed out again. */
    void retryExpired();

    List<TaskHistory> histories();
}
