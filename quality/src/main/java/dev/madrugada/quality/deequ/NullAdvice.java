package dev.madrugada.quality.deequ;

import dev.madrugada.quality.rules.RuleType;
import java.util.Optional;

/** The part of a failed rule's message about nulls: how many rows have one, and the where clause that excludes them. */
final class NullAdvice {
    private NullAdvice() {}

    /**
     * @param nulls the number of rows that break the rule and have a null
     * @param failed the number of rows that break the rule
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
                + "; to evaluate only rows that have a value, write " + withoutNulls(rule);
    }

    /** The rule's where clause, extended by a condition that excludes nulls. */
    private static String withoutNulls(ReadRule rule) {
        String present = rule.column().name() + " is not null";
        Optional<String> where =
                rule.where().map(clause -> clause.replace("\"", "\\\"").replace('\n', ' '));
        return "where \"" + where.map(clause -> "(" + clause + ") and ").orElse("") + present + "\"";
    }
}
