package dev.madrugada.warehouse;

import java.time.Duration;

/**
 * The name and the timeouts of a session.
 *
 * @param application name of the session in the warehouse's system tables; it contains the run id
 * @param connect timeout for the connection and the login
 * @param statement timeout after which the warehouse cancels a statement; it includes the time spent waiting for locks
 */
public record SessionSettings(String application, Duration connect, Duration statement) {
    public SessionSettings {
        if (!application.matches("[A-Za-z0-9_/-]{1,128}")) {
            throw new IllegalArgumentException(
                    "an application name must have 1 to 128 letters, digits, '_', '-' and '/': " + application);
        }
        if (connect.toSeconds() < 1 || statement.toSeconds() < 1) {
            throw new IllegalArgumentException("a session's timeouts must be at least one second");
        }
    }

    /** The settings of a stage's session: named {@code madrugada-<stage>/<run id>}, with 30 seconds to connect. */
    public static SessionSettings of(String stage, String runId, Duration statement) {
        return new SessionSettings("madrugada-" + stage + "/" + runId, Duration.ofSeconds(30), statement);
    }
}
