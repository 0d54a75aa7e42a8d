package dev.madrugada.kinesis;

import java.util.ArrayList;
import java.util.List;

/** The options are invalid. The source has not called Kinesis yet. The same options always fail. */
public final class InvalidOptionsException extends KinesisSourceException {

    private final ArrayList<String> problems;

    /** @param problems every problem, at least one; each is a sentence that begins with the option's name */
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
