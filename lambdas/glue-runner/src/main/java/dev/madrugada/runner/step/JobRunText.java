package dev.madrugada.runner.step;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.madrugada.runner.task.Activities;
import java.nio.charset.StandardCharsets;
import java.util.Set;

/** A JobRun as the output of a task or as its cause; what is too long is left out, and the text stays JSON. */
final class JobRunText {
    private static final Set<String> NEEDED = Set.of("Id", "JobName", "JobRunState", "ErrorMessage");

    private JobRunText() {}

    static String output(ObjectNode run) {
        String whole = run.toString();
        return whole.getBytes(StandardCharsets.UTF_8).length <= Activities.LONGEST_OUTPUT_BYTES
                ? whole
                : shortened(run, Activities.LONGEST_OUTPUT_BYTES / 4);
    }

    static String cause(ObjectNode run) {
        String whole = run.toString();
        return whole.length() <= Activities.LONGEST_CAUSE ? whole : shortened(run, Activities.LONGEST_CAUSE);
    }

    /** The needed fields alone, with as much of the message as {@code longest} characters allow. */
    private static String shortened(ObjectNode run, int longest) {
        ObjectNode few = run.deepCopy().retain(NEEDED);
        String message = few.path("ErrorMessage").asText("");
        while (few.toString().length() > longest && !message.isEmpty()) {
            // An escaped character is longer in JSON than in the message, so the message is cut step by step.
            int surplus = few.toString().length() - longest;
            message = message.substring(0, Math.max(0, message.length() - Math.max(1, surplus / 6)));
            few.put("ErrorMessage", message);
        }
        return few.toString();
    }
}
