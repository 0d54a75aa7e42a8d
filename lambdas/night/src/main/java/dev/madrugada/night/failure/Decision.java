package dev.madrugada.night.failure;

import dev.madrugada.common.error.ErrorCategory;
import java.util.Map;

/**
 * What the failure function answers, and the state machine keeps until the next failure.
 *
 * @param next the key of the stage that runs next, or {@code notify-data} or {@code notify-operations}
 * @param pause seconds before that
 * @param code the error of the execution, if it ends now
 * @param category decides the exit status of a night on a laptop
 * @param message the cause of the execution, if it ends now
 * @param subject of the notification, empty if nobody is told
 * @param text of the notification, empty if nobody is told
 */
public record Decision(
        String next,
        int pause,
        String code,
        ErrorCategory category,
        String message,
        String subject,
        String text,
        Map<String, Map<String, String>> attempts,
        Counters counters) {
    static final String NOTIFY_DATA = "notify-data";
    static final String NOTIFY_OPERATIONS = "notify-operations";
}
