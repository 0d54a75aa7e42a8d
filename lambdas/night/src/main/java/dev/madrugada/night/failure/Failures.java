package dev.madrugada.night.failure;

import com.fasterxml.jackson.databind.JsonNode;
import dev.madrugada.common.run.FailureRecord;
import java.util.Optional;

/** Decides what follows a failure. Decisions depend only on the failure and the jitter. */
public final class Failures {
    /** The maximum length of an execution's cause is 32,768 characters. */
    private static final int LONGEST_MESSAGE = 32_000;

    private final RetryPolicy policy;

    public Failures(Jitter jitter) {
        this.policy = new RetryPolicy(jitter);
    }

    /**
     * Decides about one failure.
     *
     * @param data the state machine's data, with {@code failure} and {@code ended}
     * @param left the failure record of this attempt, if there is one
     */
    public Decision decide(JsonNode data, FailedTask task, Optional<FailureRecord> left, Night night) {
        Diagnosis diagnosis = Diagnosis.of(task, left);
        Attempts attempts = Attempts.read(data);
        Counters counters = Counters.read(data, task.stage());
        String message = shortened(diagnosis.message());
        Optional<RetryPolicy.Retry> retry = policy.retry(task.stage(), diagnosis, attempts, counters);
        if (retry.isPresent()) {
            return new Decision(
                    retry.get().stage().key(),
                    retry.get().pause(),
                    diagnosis.code(),
                    diagnosis.category(),
                    message,
                    "",
                    "",
                    retry.get().attempts().json(),
                    retry.get().counters());
        }
        Notification notification = Notification.of(task, diagnosis, message, night);
        String whom = switch (diagnosis.category()) {
            case CALLER, DATA -> Decision.NOTIFY_DATA;
            case INFRASTRUCTURE, INTERNAL -> Decision.NOTIFY_OPERATIONS;
        };
        return new Decision(
                whom,
                0,
                diagnosis.code(),
                diagnosis.category(),
                message,
                notification.subject(),
                notification.text(),
                attempts.json(),
                counters);
    }

    private static String shortened(String message) {
        return message.length() <= LONGEST_MESSAGE ? message : message.substring(0, LONGEST_MESSAGE) + "\u2026";
    }
}
