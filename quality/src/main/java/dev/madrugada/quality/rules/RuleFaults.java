package dev.madrugada.quality.rules;

import dev.madrugada.common.error.ErrorCode;
import dev.madrugada.common.error.Fault;

/** The faults of rules and of their files. */
public final class RuleFaults {
    /** The location in a message that lists several faults. */
    public static final String WHERE = "quality rules";

    private static final String BEFORE = "found before any rule was evaluated";

    private RuleFaults() {}

    /**
     * A rule that cannot be evaluated, which is found before any rule is evaluated.
     *
     * @param possible what works instead
     */
    public static Fault unusable(WrittenRule rule, String problem, String possible) {
        return of(rule, problem).because(BEFORE).fix(withManual(possible));
    }

    /** A rule whose problem is found only while it is evaluated. */
    public static Fault failsOnRows(WrittenRule rule, String problem, String possible) {
        return of(rule, problem)
                .because("found while the rule was evaluated; no verdict was published")
                .fix(withManual(possible));
    }

    /** A rule whose evaluation failed for a reason other than its text. */
    public static Fault crashed(WrittenRule rule, String why) {
        return Fault.of(ErrorCode.InternalError)
                .at(rule.file(), rule.line())
                .what("the rule " + rule.oneLine() + " could not be evaluated")
                .because(why)
                .fix("the log has the stack trace; no verdict was published, and a re-run is safe");
    }

    static Fault notAList(String file, int line, String problem, String possible) {
        return Fault.of(ErrorCode.InvalidContract)
                .at(file, line)
                .what(problem)
                .because(BEFORE)
                .fix(possible);
    }

    private static Fault.Parts of(WrittenRule rule, String problem) {
        return Fault.of(ErrorCode.InvalidContract).at(rule.file(), rule.line()).what(rule.oneLine() + ": " + problem);
    }

    private static String withManual(String possible) {
        return possible + " (docs/quality.md lists what works)";
    }
}
