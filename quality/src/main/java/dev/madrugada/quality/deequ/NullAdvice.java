package dev.madrugada.quality.deequ;

import dev.madrugada.quality.rules.RuleType;
import java.util.Optional;

/** What a rule that nulls break says of them, and how it is written if it is not about nulls. */
final class NullAdvice {
    private NullAdvice() {}

    /**
     * @param nulls how many of the rows that break the rule have a null
     * @param failed how many rows break it
     */
    static String of(ReadRule rule, long nulls, long failed) {
        String share = nulls == failed
                ? (failed == 1 ? "it has a null" : "all of them have a null")
                : nulls + " of these " + failed + (nulls == 1 ? " has a null" : " have a null");
        if (rule.comparison().keywords().contains(Comparison.Keyword.NULL)) {
            return share + ", which the rule excludes by name";
        }
        return share
                + (rule.type() == RuleType.ColumnLength
                        ? ", whose length is 0"
                        : ", and a null fails every comparison but != and not in")
                + "; to judge only rows that have a value, write " + leftOut(rule);
    }

    /** The where clause that leaves nulls out besides what the rule leaves out already. */
    private static String leftOut(ReadRule rule) {
        String present = rule.column().name() + " is not null";
        Optional<String> where =
                rule.where().map(clause -> clause.replace("\"", "\\\"").replace('\n', ' '));
        return "where \"" + where.map(clause -> "(" + clause + ") and ").orElse("") + present + "\"";
    }
}
