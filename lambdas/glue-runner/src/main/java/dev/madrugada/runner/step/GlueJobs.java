package dev.madrugada.runner.step;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The port to Glue's jobs. Thread-safe. */
public interface GlueJobs {
    /**
     * Asks Glue to start a run, once: an answer that got lost is an exception.
     *
     * @throws RuntimeException if a run may have been started
     */
    Start start(JobRequest request);

    /** The run of this id; empty if Glue does not know it. */
    Optional<JobRun> run(String job, String id);

    /** The runs of the job that were started with this claim as an argument at or after an instant. */
    List<JobRun> runsOf(String job, String claim, Instant since);

    void stop(String job, String id);

    /** The Glue version of the job's definition; empty if there is no such job. */
    Optional<String> version(String job);
}
