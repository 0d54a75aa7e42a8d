package dev.madrugada.quality.deequ;

import dev.madrugada.common.contract.Column;
import dev.madrugada.quality.rules.RuleType;
import dev.madrugada.quality.rules.WrittenRule;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A rule that can be evaluated.
 *
 * @param columns that it names, in order
 * @param condition null for the types that have none
 * @param where Spark SQL over the rows; empty if the rule is about all of them
 * @param statement CustomSql's query; empty for all other types
 */
record ReadRule(
        WrittenRule written,
        RuleType type,
        List<Column> columns,
        @Nullable Comparison condition,
        Optional<String> where,
        Optional<String> statement) {
    ReadRule {
        columns = List.copyOf(columns);
    }

    Column column() {
        return columns.get(0);
    }

    /** The rule's condition, for the types that have one. */
    Comparison comparison() {
        if (condition == null) {
            throw new IllegalStateException(type + " has no condition");
        }
        return condition;
    }
}
