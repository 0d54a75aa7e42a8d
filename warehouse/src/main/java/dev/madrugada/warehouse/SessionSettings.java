package dev.madrugada.warehouse;

import java.time.Duration;

/**
 * How a session presents itself and how long it waits.
 *
 * @param application what the warehouse's own logs name the session by, with the run id in it
 * @param connect until a connection is made and the login answered
 * @param statement until the warehouse cancels a statement of this session, time spent waiting for locks included
 */
public record SessionSettings(String application, Duration connect, Duration statement) {
    public SessionSettings {
        if (!application.matches("[A-Za-z0-9_/-]{1,128}")) {
            throw new IllegalArgumentException(
                    "an application's name has letters, digits, '_', '-' and '/': " + application);
        }
        if (connect.toSeconds() < 1 || statement.toSeconds() < 1) {
            throw new IllegalArgumentException("a session waits at least a second");
        }
    }

    /** A stage's session, 30 seconds to connect: {@code madrugada-<stage>/<run id>}. */
    public static SessionSettings of(String stage, String runId, Duration statement) {
        return new SessionSettings("madrugada-" + stage + "/" + runId, Duration.ofSeconds(30), statement);
    }
}
