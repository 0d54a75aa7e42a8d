package dev.madrugada.night.failure;

import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The states of a Glue job run, and what each means for a task that failed.
 *
 * @see <a href="https://docs.aws.amazon.com/glue/latest/dg/job-run-statuses.html">AWS Glue job run statuses</a>; EXPIRED
 *     is in the API's JobRun only: a queued run that did not start in time
 */
enum JobRunState {
    STARTING(Meaning.UNDER_WAY),
    RUNNING(Meaning.UNDER_WAY),
    WAITING(Meaning.UNDER_WAY),
    /** A person's will: the run is not started again. */
    STOPPING(Meaning.STOPPED),
    STOPPED(Meaning.STOPPED),
    /** The run ended well and its answer was lost; a further run finds its record and is skipped. */
    SUCCEEDED(Meaning.DIED),
    FAILED(Meaning.DIED),
    /** The run took longer than the Timeout of its job. */
    TIMEOUT(Meaning.OUT_OF_TIME),
    /** The job was deleted before its run started. */
    ERROR(Meaning.NOT_DEPLOYED),
    EXPIRED(Meaning.NO_CAPACITY);

    enum Meaning {
        UNDER_WAY,
        STOPPED,
        DIED,
        OUT_OF_TIME,
        NOT_DEPLOYED,
        NO_CAPACITY
    }

    /** Also in a cause that is cut short, and so is no JSON. */
    private static final Pattern FIELD = Pattern.compile("\"JobRunState\"\\s*:\\s*\"([A-Z]+)\"");

    private final Meaning meaning;

    JobRunState(Meaning meaning) {
        this.meaning = meaning;
    }

    Meaning meaning() {
        return meaning;
    }

    /** The state by its name; empty for one that AWS added later. */
    static Optional<JobRunState> of(String name) {
        return Arrays.stream(values())
                .filter(state -> state.name().equals(name))
                .findFirst();
    }

    /** The state that a task's cause tells. */
    static Optional<JobRunState> in(String cause) {
        Matcher field = FIELD.matcher(cause);
        return field.find() ? of(field.group(1)) : Optional.empty();
    }
}
