package dev.madrugada.quality.deequ;

import dev.madrugada.common.contract.ColumnType;
import dev.madrugada.quality.rules.RuleType;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
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
 * Finds conditions that DQDL accepts but Deequ ignores, misreads or fails on. The remaining conditions are comparisons
 * with literals, whose evaluation never throws.
 */
final class Conditions {
    private static final String LITERALS = "compare with literal numbers, such as > 0.99 or between 1 and 9";

    private Conditions() {}

    /**
     * Checks a rule's form; empty if it is supported.
     *
     * @param targets the types of the columns that the rule names
     */
    static Optional<RuleProblem> problem(RuleType type, DQRule rule, List<ColumnType> targets) {
        if (rule.getThresholdCondition() != null) {
            return found(
                    "Deequ ignores 'with threshold': the rule would be evaluated without it",
                    "use Completeness, Uniqueness or a CustomSql that computes the share");
        }
        if (rule.getTags() != null && !rule.getTags().isEmpty()) {
            return found("Deequ ignores tags", "remove the tags after 'with'");
        }
        if (type == RuleType.CustomSql) {
            return customSql(rule);
        }
        if (type == RuleType.IsPrimaryKey && targets.size() != 1) {
            return found(
                    "Deequ does not check that several columns are complete",
                    "use IsComplete for each column, and CustomSql to count the duplicates");
        }
        Optional<ColumnType> semiStructured =
                targets.stream().filter(ColumnType::isSemiStructured).findFirst();
        if (semiStructured.isPresent() && type != RuleType.IsComplete && type != RuleType.Completeness) {
            return found(
                    "it compares values, and the values of " + semiStructured.get() + " have no order and no equality",
                    "use IsComplete or Completeness; or compare a part of the value by CustomSql, such as \"select"
                            + " count(*) from primary where size(tags) > 9\" = 0");
        }
        Optional<ColumnType> invalidValue =
                targets.stream().filter(column -> !fits(type.target(), column)).findFirst();
        if (invalidValue.isPresent()) {
            return found(
                    "it needs a column of " + (type.target() == RuleType.Target.TEXT ? "text" : "numbers")
                            + ", and this one is " + invalidValue.get(),
                    "name another column");
        }
        return switch (type) {
            case IsComplete, IsUnique, IsPrimaryKey -> Optional.empty();
            case ColumnValues -> values(rule.getCondition(), targets.get(0));
            default -> numbers(rule.getCondition());
        };
    }

    private static Optional<RuleProblem> customSql(DQRule rule) {
        return rule.getCondition() instanceof NumberBasedCondition
                ? numbers(rule.getCondition())
                : found(
                        "a statement without a comparison is not supported",
                        "select one number, such as count(*), and compare it: = 0");
    }

    private static Optional<RuleProblem> numbers(Condition condition) {
        if (!(condition instanceof NumberBasedCondition comparison)) {
            return found("it compares with something that is not a number", LITERALS);
        }
        return comparison.getOperands().stream().allMatch(AtomicNumberOperand.class::isInstance)
                ? Optional.empty()
                : found("it compares with something computed (a function, last(…), NULL)", LITERALS);
    }

    private static Optional<RuleProblem> values(Condition condition, ColumnType column) {
        if (condition instanceof NumberBasedCondition numbers) {
            return numbersOrNull(numbers, column);
        }
        if (condition instanceof StringBasedCondition texts) {
            return texts(texts, column);
        }
        if (condition instanceof DateBasedCondition dates) {
            return dates(dates, column);
        }
        return found(
                "its condition is not supported for values",
                "compare with numbers, with quoted texts, with quoted days such as \"2001-01-31\", or use matches");
    }

    private static Optional<RuleProblem> numbersOrNull(NumberBasedCondition condition, ColumnType column) {
        boolean literals = condition.getOperands().stream()
                .allMatch(operand -> operand instanceof AtomicNumberOperand || operand instanceof NullNumericOperand);
        if (!literals) {
            return found("it compares with something computed", LITERALS);
        }
        boolean withNull = condition.getOperands().stream().anyMatch(NullNumericOperand.class::isInstance);
        boolean takesNull = switch (condition.getOperator()) {
            case EQUALS, NOT_EQUALS, IN, NOT_IN -> true;
            default -> false;
        };
        if (withNull && !takesNull) {
            return found("NULL has no order", "use = NULL, != NULL, in or not in");
        }
        boolean withNumber = condition.getOperands().stream().anyMatch(AtomicNumberOperand.class::isInstance);
        return withNumber && !fits(RuleType.Target.NUMBER, column)
                ? found("it compares numbers with a column that is " + column, "name a column of numbers")
                : Optional.empty();
    }

    private static Optional<RuleProblem> texts(StringBasedCondition condition, ColumnType column) {
        boolean literals = condition.getOperands().stream()
                .allMatch(operand -> operand instanceof QuotedStringOperand || operand instanceof KeywordStringOperand);
        if (!literals) {
            return found("it refers to a variable, which is not supported", "write the texts into the rule");
        }
        if (!fits(RuleType.Target.TEXT, column)) {
            return found("it compares texts with a column that is " + column, "name a column of text");
        }
        return Optional.empty();
    }

    private static Optional<RuleProblem> dates(DateBasedCondition condition, ColumnType column) {
        if (fits(RuleType.Target.TEXT, column)) {
            return daysAsTexts(condition);
        }
        boolean days = condition.getOperands().stream().allMatch(Conditions::isDay);
        if (!days) {
            return found(
                    "it depends on when it runs, or compares with a time of day; a re-run could give another result",
                    "compare with days such as \"2001-01-31\", or use CustomSql");
        }
        boolean withNull = condition.getOperands().stream().anyMatch(NullDateExpression.class::isInstance);
        boolean takesNull = switch (condition.getOperator()) {
            case EQUALS, NOT_EQUALS, IN, NOT_IN -> true;
            default -> false;
        };
        if (withNull && !takesNull) {
            return found("NULL has no order", "use = NULL, != NULL, in or not in");
        }
        return column.kind() == ColumnType.Kind.DATE || column.kind() == ColumnType.Kind.TIMESTAMP
                ? Optional.empty()
                : found("it compares days with a column that is " + column, "name a date or a timestamp");
    }

    /** DQDL parses a quoted text that looks like a date or a time as one, also if the column is a text. */
    private static Optional<RuleProblem> daysAsTexts(DateBasedCondition condition) {
        boolean equality = switch (condition.getOperator()) {
            case EQUALS, NOT_EQUALS, IN, NOT_IN -> true;
            default -> false;
        };
        boolean quoted = condition.getOperands().stream()
                .allMatch(operand -> isDay(operand) || operand instanceof DateExpression.StaticDateTime);
        return equality && quoted
                ? Optional.empty()
                : found("texts cannot be compared by order", "name a date or a timestamp, or use CustomSql");
    }

    private static boolean isDay(DateExpression operand) {
        return operand instanceof DateExpression.StaticDate || operand instanceof NullDateExpression;
    }

    private static boolean fits(RuleType.Target target, ColumnType column) {
        return switch (target) {
            case NONE, ANY -> true;
            case TEXT -> column.kind() == ColumnType.Kind.VARCHAR;
            case NUMBER ->
                switch (column.kind()) {
                    case BIGINT, INTEGER, DOUBLE, DECIMAL -> true;
                    default -> false;
                };
        };
    }

    /** Checks the values of a condition whose form is supported; empty if they are valid. */
    static Optional<RuleProblem> problem(Comparison comparison, List<ColumnType> targets) {
        boolean pattern = switch (comparison.operator()) {
            case MATCHES, NOT_MATCHES -> true;
            default -> false;
        };
        if (pattern) {
            try {
                Pattern.compile(comparison.texts().get(0));
            } catch (PatternSyntaxException wrong) {
                return found(
                        "its pattern is invalid: " + wrong.getDescription(),
                        "write a pattern for java.util.regex, which Spark uses too");
            }
        }
        boolean doubles = targets.stream().anyMatch(column -> column.kind() == ColumnType.Kind.DOUBLE);
        boolean beyond = comparison.numbers().stream().anyMatch(number -> Double.isInfinite(number.doubleValue()));
        return doubles && beyond
                ? found("it compares a double with a number outside the range of doubles", "use a smaller number")
                : Optional.empty();
    }

    private static Optional<RuleProblem> found(String problem, String possible) {
        return Optional.of(new RuleProblem(problem, possible));
    }
}
