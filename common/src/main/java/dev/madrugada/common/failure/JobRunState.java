package dev.madrugada.common.failure;

import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The states of a Glue job run, and the meaning of each for a failed task. Only the API's JobRun has EXPIRED: a queued
 * run that did not start in time.
 *
 * @see <a href="https://docs.aws.amazon.com/glue/latest/dg/job-run-statuses.html">AWS Glue job run statuses</a>
 */
public enum JobRunState {
    STARTING(Meaning.UNDER_WAY),
    RUNNING(Meaning.UNDER_WAY),
    WAITING(Meaning.UNDER_WAY),
    /** A person stopped the run, so it is not retried. */
    STOPPING(Meaning.STOPPED),
    STOPPED(Meaning.STOPPED),
    /** The run succeeded but its answer was lost. The next run finds the run record and is skipped. */
    SUCCEEDED(Meaning.DIED),
    FAILED(Meaning.DIED),
    /** The run exceeded its job's Timeout. */
    TIMEOUT(Meaning.OUT_OF_TIME),
    /** The job was deleted before its run started. */
    ERROR(Meaning.NOT_DEPLOYED),
    EXPIRED(Meaning.NO_CAPACITY);

    /** What a state means for a task that failed. */
    public enum Meaning {
        UNDER_WAY,
        STOPPED,
        DIED,
        OUT_OF_TIME,
        NOT_DEPLOYED,
        NO_CAPACITY
    }

    /** Finds the state even in a cause that was cut and is not valid JSON. */
    private static final Pattern FIELD = Pattern.compile("\"JobRunState\"\\s*:\\s*\"([A-Z]+)\"");

    private final Meaning meaning;

    JobRunState(Meaning meaning) {
        this.meaning = meaning;
    }

    public Meaning meaning() {
        return meaning;
    }

    /** The state of this name; empty for a state that AWS added later. */
    public static Optional<JobRunState> of(String name) {
        return Arrays.stream(values())
                .filter(state -> state.name().equals(name))
                .findFirst();
    }

    /** The job run's state in a task's cause. */
    public static Optional<JobRunState> in(String cause) {
        Matcher field = FIELD.matcher(cause);
        return field.find() ? of(field.group(1)) : Optional.empty();
    }
}
