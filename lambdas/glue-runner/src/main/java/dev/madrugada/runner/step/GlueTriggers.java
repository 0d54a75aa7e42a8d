package dev.madrugada.runner.step;

import java.time.Instant;

/** The port to Glue's triggers. Thread-safe. */
public interface GlueTriggers {
    Start start(String trigger);

    /** Whether the trigger has started a run of one of its jobs at or after an instant. */
    boolean hasStarted(String trigger, Instant since);
}
