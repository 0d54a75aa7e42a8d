package dev.madrugada.quality.deequ;

import com.amazon.deequ.checks.Check;
import dev.madrugada.quality.rules.RuleType;
import dev.madrugada.quality.rules.WrittenRule;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.glue.dqdl.model.DQRule;
import software.amazon.glue.dqdl.model.condition.number.NumberBasedCondition;

/**
 * A rule that can be evaluated.
 *
 * @param dqdl as DQDL's parser reads it
 * @param check what Deequ runs for it; null for CustomSql, which is evaluated without Deequ's analyzer
 */
record ReadRule(
        WrittenRule written,
        RuleType type,
        DQRule dqdl,
        @Nullable Check check) {
    Optional<String> where() {
        return Optional.ofNullable(dqdl.getWhereClause()).filter(clause -> !clause.isBlank());
    }

    /** CustomSql's statement. */
    String statement() {
        return String.valueOf(dqdl.getParameters().get("CustomSqlStatement"));
    }

    /** Whether the rule's condition accepts a figure, for rules that compare one with numbers. */
    boolean accepts(double figure) {
        return dqdl.getCondition() instanceof NumberBasedCondition condition
                && condition.evaluate(figure, dqdl, com.amazon.deequ.dqdl.execution.DefaultOperandEvaluator$.MODULE$);
    }
}
