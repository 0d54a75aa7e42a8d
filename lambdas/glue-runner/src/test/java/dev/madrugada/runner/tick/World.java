package dev.madrugada.runner.tick;

import dev.madrugada.common.failure.JobRunState;
import dev.madrugada.common.lake.ObjectStore;
import dev.madrugada.runner.claim.Claims;
import dev.madrugada.runner.step.GlueJobs;
import dev.madrugada.runner.task.Activities;
import java.time.Duration;
import java.util.List;

/** The services around the runners of one schedule, and its time. */
interface World {
    /**
     * What Glue saw of a job run.
     *
     * @param hasWorked whether it took the claim in the lake and then worked
     */
    record RunHistory(String id, String claim, JobRunState state, boolean hasWorked) {
        boolean lives() {
            return switch (state) {
                case STARTING, RUNNING, WAITING, STOPPING -> true;
                case STOPPED, SUCCEEDED, FAILED, TIMEOUT, ERROR, EXPIRED -> false;
            };
        }
    }

    /**
     * What the runners call, and the tasks of the state machine.
     *
     * @param activity the ARN of the activity whose tasks the runners take
     */
    record Services(
            Claims claims,
            Activities activities,
            String activity,
            GlueJobs jobs,
            ObjectStore lake,
            ExecutionTasks tasks) {}

    Execution execution();

    Services services();

    /** Every job run of the execution. */
    List<RunHistory> runs();

    SimulatedTime time();

    /** Lets time pass: tasks without heartbeats time out, and job runs may go on. */
    void pass(Duration passed);
}
