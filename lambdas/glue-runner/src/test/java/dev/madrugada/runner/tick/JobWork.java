package dev.madrugada.runner.tick;

import dev.madrugada.common.error.RetryableException;
import dev.madrugada.common.failure.JobRunState;
import dev.madrugada.common.run.RunClaims;
import java.util.List;
import java.util.Random;

/** The work of one job run, which takes its claim in the lake first, as JobRunner does, and then ends as planned. */
final class JobWork {
    private static final List<JobRunState> ENDS = List.of(
            JobRunState.SUCCEEDED,
            JobRunState.SUCCEEDED,
            JobRunState.SUCCEEDED,
            JobRunState.FAILED,
            JobRunState.TIMEOUT,
            JobRunState.ERROR,
            JobRunState.EXPIRED);

    private final String id;
    private final String claim;
    private final Random random;
    private final JobRunState planned;
    private boolean hasWorked;

    JobWork(String id, String claim, Random random) {
        this.id = id;
        this.claim = claim;
        this.random = random;
        this.planned = ENDS.get(random.nextInt(ENDS.size()));
    }

    /** The next state of the run, and its error message, which may be empty. */
    record Report(JobRunState state, String error) {}

    String id() {
        return id;
    }

    String claim() {
        return claim;
    }

    boolean hasWorked() {
        return hasWorked;
    }

    Report next(RunClaims lake, Execution execution) {
        if (hasWorked) {
            return new Report(planned, "");
        }
        if (planned == JobRunState.EXPIRED) {
            return new Report(random.nextBoolean() ? JobRunState.WAITING : JobRunState.EXPIRED, "");
        }
        try {
            lake.take(execution.place(claim), id);
            hasWorked = true;
            return new Report(JobRunState.RUNNING, "");
        } catch (RetryableException other) {
            return new Report(JobRunState.FAILED, String.valueOf(other.getMessage()));
        }
    }
}
