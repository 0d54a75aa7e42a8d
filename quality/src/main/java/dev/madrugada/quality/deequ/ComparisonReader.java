package dev.madrugada.quality.deequ;

import dev.madrugada.common.contract.ColumnType;
import dev.madrugada.quality.deequ.Comparison.Keyword;
import dev.madrugada.quality.deequ.Comparison.Operator;
import dev.madrugada.quality.rules.QuotedText;
import java.math.BigDecimal;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.glue.dqdl.model.DQRule;
import software.amazon.glue.dqdl.model.condition.Condition;
import software.amazon.glue.dqdl.model.condition.date.DateBasedCondition;
import software.amazon.glue.dqdl.model.condition.date.DateExpression;
import software.amazon.glue.dqdl.model.condition.date.NullDateExpression;
import software.amazon.glue.dqdl.model.condition.number.AtomicNumberOperand;
import software.amazon.glue.dqdl.model.condition.number.NullNumericOperand;
import software.amazon.glue.dqdl.model.condition.number.NumberBasedCondition;
import software.amazon.glue.dqdl.model.condition.string.KeywordStringOperand;
import software.amazon.glue.dqdl.model.condition.string.QuotedStringOperand;
import software.amazon.glue.dqdl.model.condition.string.StringBasedCondition;

/**
 * Converts a condition that {@link Conditions} accepts from DQDL's classes to a {@link Comparison}. Texts are taken from
 * the rule itself, see {@link QuotedText}.
 */
final class ComparisonReader {
    private final DQRule dqdl;
    private final List<QuotedText> quoted;

    ComparisonReader(DQRule dqdl, String rule) {
        this.dqdl = dqdl;
        this.quoted = QuotedText.in(rule);
    }

    /** The rule's where clause, which is its last quoted text; empty if it has none. */
    Optional<String> where() {
        return hasWhere() ? Optional.of(quoted.get(quoted.size() - 1).source()) : Optional.empty();
    }

    /** CustomSql's query, which is the rule's first quoted text. */
    String statement() {
        return quoted.get(0).source();
    }

    /**
     * The rule's condition; null if it has none.
     *
     * @param column the type of the column whose values are compared; null if a figure is compared
     */
    @Nullable
    Comparison comparison(@Nullable ColumnType column) {
        Condition condition = dqdl.getCondition();
        if (condition instanceof NumberBasedCondition numbers) {
            return Comparison.ofNumbers(
                    Operator.valueOf(numbers.getOperator().name()),
                    numbers.getOperands().stream()
                            .filter(AtomicNumberOperand.class::isInstance)
                            .map(operand -> new BigDecimal(operand.getOperand()))
                            .toList(),
                    nullIf(numbers.getOperands().stream().anyMatch(NullNumericOperand.class::isInstance)));
        }
        if (condition instanceof StringBasedCondition texts) {
            return texts(texts);
        }
        if (condition instanceof DateBasedCondition dates) {
            Operator operator = Operator.valueOf(dates.getOperator().name());
            List<DateExpression> days = dates.getOperands().stream()
                    .filter(operand -> !(operand instanceof NullDateExpression))
                    .toList();
            Set<Keyword> keywords = nullIf(days.size() < dates.getOperands().size());
            return column != null && column.kind() == ColumnType.Kind.VARCHAR
                    ? Comparison.ofTexts(operator, values(days.size()), keywords)
                    : Comparison.ofDays(
                            operator,
                            days.stream()
                                    .map(day -> day.getEvaluatedExpression().toLocalDate())
                                    .toList(),
                            keywords);
        }
        return null;
    }

    private Comparison texts(StringBasedCondition condition) {
        Operator operator = Operator.valueOf(condition.getOperator().name());
        Set<Keyword> keywords = EnumSet.noneOf(Keyword.class);
        condition.getOperands().stream()
                .filter(KeywordStringOperand.class::isInstance)
                .map(operand -> Keyword.valueOf(String.valueOf(operand.getOperand())))
                .forEach(keywords::add);
        int texts = (int) condition.getOperands().stream()
                .filter(QuotedStringOperand.class::isInstance)
                .count();
        boolean pattern = operator == Operator.MATCHES || operator == Operator.NOT_MATCHES;
        return Comparison.ofTexts(
                operator,
                pattern ? operands(texts).stream().map(QuotedText::source).toList() : values(texts),
                keywords);
    }

    private List<String> values(int count) {
        return operands(count).stream().map(QuotedText::value).toList();
    }

    /** The condition's quoted texts, which are the last ones before the where clause. */
    private List<QuotedText> operands(int count) {
        int end = quoted.size() - (hasWhere() ? 1 : 0);
        return quoted.subList(end - count, end);
    }

    private boolean hasWhere() {
        return dqdl.getWhereClause() != null;
    }

    private static Set<Keyword> nullIf(boolean named) {
        return named ? EnumSet.of(Keyword.NULL) : EnumSet.noneOf(Keyword.class);
    }
}
