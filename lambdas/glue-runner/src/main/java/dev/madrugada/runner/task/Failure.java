package dev.madrugada.runner.task;

import java.util.Objects;

/**
 * The failure of a task, as the state machine catches it.
 *
 * @param error the error's name, matched by Retry and Catch; cut to what Step Functions accepts
 * @param cause text, or a JSON object; cut likewise
 */
public record Failure(String error, String cause) {
    public Failure {
        error = cut(Objects.requireNonNull(error), Activities.LONGEST_ERROR);
        cause = cut(Objects.requireNonNull(cause), Activities.LONGEST_CAUSE);
    }

    private static String cut(String text, int longest) {
        return text.substring(0, Math.min(text.length(), longest));
    }
}
