package dev.madrugada.night.failure;

import dev.madrugada.common.error.ErrorCategory;
import java.util.Map;

/**
 * The answer of the failure function, which the state machine keeps until the next failure.
 *
 * @param next the key of the stage that runs next, or {@code notify-data} or {@code notify-operations}
 * @param pause seconds to wait before the next stage
 * @param code the execution's error, if the execution ends now
 * @param category the category of the error; decides the exit status of a night on a local stack
 * @param message the execution's cause, if the execution ends now
 * @param subject the notification's subject; empty if no notification is sent
 * @param text the notification's text; empty if no notification is sent
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
