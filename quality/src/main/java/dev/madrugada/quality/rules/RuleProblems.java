package dev.madrugada.quality.rules;

import dev.madrugada.common.error.ErrorCode;
import dev.madrugada.common.error.Fault;
import dev.madrugada.common.error.MadrugadaException;
import java.util.ArrayList;
import java.util.List;

/** What is wrong with the rules, collected so that all of it is said at once, before any rule runs. */
public final class RuleProblems {
    private final List<String> problems = new ArrayList<>();

    /** Notes a problem of a rule, and what is possible instead. */
    public void add(WrittenRule rule, String problem, String possible) {
        problems.add(line(rule, problem, possible));
    }

    void add(String file, int line, String problem, String possible) {
        problems.add(file + ":" + line + ": " + problem + "; " + possible);
    }

    /** Throws InvalidContract naming every problem noted, or returns. */
    public void verify() {
        if (!problems.isEmpty()) {
            throw fault(String.join(" | ", problems), problems.size()).exception();
        }
    }

    /** A problem that only shows against the data's schema, as InvalidContract. */
    public static MadrugadaException exception(WrittenRule rule, String problem, String possible, Throwable cause) {
        return fault(line(rule, problem, possible), 1).exception(cause);
    }

    private static String line(WrittenRule rule, String problem, String possible) {
        return rule.file() + ":" + rule.line() + ": " + rule.text() + ": " + problem + "; " + possible;
    }

    private static Fault fault(String what, int count) {
        return new Fault(
                ErrorCode.InvalidContract,
                "quality rules",
                what,
                (count == 1 ? "it was" : count + " problems were") + " found before any rule was evaluated",
                "correct the dataset's rule files (docs/quality.md lists what works) and run the night again");
    }
}
