package dev.madrugada.quality.deequ;

import dev.madrugada.common.contract.Column;
import dev.madrugada.quality.rules.RuleType;
import dev.madrugada.quality.rules.WrittenRule;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A parsed and checked rule.
 *
 * @param columns the columns that the rule names, in order; for CustomSql, those whose names occur in its statement
 * @param condition the rule's condition; null for types without one
 * @param where the rule's where clause, in Spark SQL; empty if the rule applies to all rows
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

    /** The rule's condition; call it only for types that have one. */
    Comparison comparison() {
        if (condition == null) {
            throw new IllegalStateException(type + " has no condition");
        }
        return condition;
    }
}
