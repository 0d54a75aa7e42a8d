package dev.madrugada.runner.task;

import java.util.Optional;

/** The port to the activities of Step Functions. Thread-safe. */
public interface Activities {
    /** A task that was taken; its token answers it. */
    record Task(String token, String input) {}

    /** What became of an answer. */
    enum Receipt {
        ACCEPTED,
        /** The task is answered already, has timed out, or its execution has ended: nobody waits for an answer. */
        GONE
    }

    /** The longest answers that Step Functions accepts: bytes of an output, characters of an error and of a cause. */
    int LONGEST_OUTPUT_BYTES = 262_144;

    int LONGEST_ERROR = 256;
    int LONGEST_CAUSE = 32_768;

    /**
     * Takes a task; waits up to a minute for one. A task is handed out once; if the answer is lost, the task times out.
     */
    Optional<Task> take(String activity);

    Receipt heartbeat(String token);

    Receipt succeeded(String token, String output);

    Receipt failed(String token, Failure failure);
}
