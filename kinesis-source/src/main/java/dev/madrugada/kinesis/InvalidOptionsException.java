package dev.madrugada.kinesis;

import java.util.ArrayList;
import java.util.List;

/** The options cannot be honoured; nothing has been called yet. Calling again with the same options fails again. */
public final class InvalidOptionsException extends KinesisSourceException {

    private final ArrayList<String> problems;

    /** @param problems all of them, each a sentence that begins with the option's name; at least one */
    public InvalidOptionsException(List<String> problems) {
        super("InvalidOptions: kinesis-batch: " + String.join("\n  ", numbered(problems)), null);
        this.problems = new ArrayList<>(problems);
    }

    /** Every problem found, in the order of the options. */
    public List<String> problems() {
        return List.copyOf(problems);
    }

    private static List<String> numbered(List<String> problems) {
        if (problems.size() == 1) {
            return problems;
        }
        List<String> lines = new ArrayList<>();
        lines.add(problems.size() + " problems");
        for (String problem : problems) {
            lines.add("- " + problem);
        }
        return lines;
    }
}
