package dev.madrugada.quality.rules;

import dev.madrugada.common.error.ErrorCode;
import dev.madrugada.common.error.Fault;
import dev.madrugada.common.error.MadrugadaException;
import java.util.ArrayList;
import java.util.List;

/** What is wrong with the rules, collected so that all of it is said at once, before any rule runs. */
public final class RuleProblems {
    private static final String BEFORE = "found before any rule was evaluated";

    private final List<Fault> faults = new ArrayList<>();

    /** Notes a problem of a rule, and what is possible instead. */
    public void add(WrittenRule rule, String problem, String possible) {
        faults.add(of(rule, problem, BEFORE, possible));
    }

    void add(String file, int line, String problem, String possible) {
        faults.add(new Fault(ErrorCode.InvalidContract, file + ":" + line, problem, BEFORE, possible));
    }

    /** What was noted so far, in the order it was noted: InvalidContract each, with file and line. */
    public List<Fault> faults() {
        return List.copyOf(faults);
    }

    /** Throws InvalidContract naming every problem noted, or returns. */
    public void verify() {
        if (!faults.isEmpty()) {
            throw Fault.all("quality rules", faults);
        }
    }

    /** A problem that shows only while the rule is evaluated, as InvalidContract. */
    public static MadrugadaException exception(WrittenRule rule, String problem, String possible, Throwable cause) {
        return of(rule, problem, "it showed on the rows, and no verdict was published", possible)
                .exception(cause);
    }

    private static Fault of(WrittenRule rule, String problem, String why, String possible) {
        return new Fault(
                ErrorCode.InvalidContract,
                rule.file() + ":" + rule.line(),
                rule.oneLine() + ": " + problem,
                why,
                possible + " (docs/quality.md lists what works)");
    }
}
