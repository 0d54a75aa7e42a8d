package dev.madrugada.runner.step;

import dev.madrugada.runner.claim.Claim;
import dev.madrugada.runner.task.TaskInput;
import java.time.Instant;
import java.util.Optional;

/** Inputs of tasks, and a claim. */
final class Inputs {
    static final Instant TAKEN = Instant.parse("2001-01-02T02:00:00Z");
    static final Claim CLAIM = new Claim("c1", "token", "{}", "owner", TAKEN, Optional.empty(), TAKEN);

    private Inputs() {}

    /** @param work the JSON of the field of this kind */
    static TaskInput of(String kind, String work) {
        return TaskInput.parse(
                "{\"claim\": {\"execution\": \"e\", \"state\": \"S\", \"entered\": \"t\", \"retry\": 0}, \"%s\": %s}"
                        .formatted(kind, work));
    }
}
