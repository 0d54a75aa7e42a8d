package dev.madrugada.quality.deequ;

import dev.madrugada.common.contract.ColumnType;
import dev.madrugada.quality.deequ.Comparison.Keyword;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.function.BinaryOperator;
import java.util.regex.Pattern;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;

/**
 * Translates a condition on a column's values to a Spark expression that is true or false, never null. The expression is
 * built from literals and not from SQL text, so that a rule's value can never be read as SQL.
 *
 * <p>A null meets the condition if {@link Comparison#takesNull} is true. A NaN meets only {@code !=} and {@code not in}.
 * Integers and decimals are compared exactly: a threshold that the column's type cannot represent is rounded in the
 * direction that does not change the result of the comparison. Doubles are compared with the double nearest to the
 * threshold. A timestamp is compared by its day in UTC.
 */
final class ValueCondition {
    private static final Column TRUE = functions.lit(true);
    private static final Column FALSE = functions.lit(false);

    private final Column value;
    private final ColumnType type;
    private final Comparison comparison;

    private ValueCondition(Column value, ColumnType type, Comparison comparison) {
        this.value = value;
        this.type = type;
        this.comparison = comparison;
    }

    static Column met(Column value, ColumnType type, Comparison comparison) {
        ValueCondition condition = new ValueCondition(value, type, comparison);
        Column present = functions.when(value.isNull(), functions.lit(comparison.takesNull()));
        if (type.kind() == ColumnType.Kind.DOUBLE) {
            present = present.when(
                    functions.isnan(value), functions.lit(comparison.operator().isInequality()));
        }
        return present.otherwise(condition.ofValue());
    }

    /** The condition for a value that is neither null nor NaN. */
    private Column ofValue() {
        return switch (comparison.operator()) {
            case EQUALS, IN -> isAny();
            case NOT_EQUALS, NOT_IN -> functions.not(isAny());
            case GREATER_THAN -> above(0);
            case GREATER_THAN_EQUAL_TO -> functions.not(below(0));
            case LESS_THAN -> below(0);
            case LESS_THAN_EQUAL_TO -> functions.not(above(0));
            case BETWEEN -> above(0).and(below(1));
            case NOT_BETWEEN -> functions.not(above(0).and(below(1)));
            case MATCHES -> matches();
            case NOT_MATCHES -> functions.not(matches());
        };
    }

    private Column matches() {
        return functions
                .udf(new FullMatch(Pattern.compile(comparison.texts().get(0))), DataTypes.BooleanType)
                .apply(value);
    }

    private Column isAny() {
        Column any = FALSE;
        if (comparison.keywords().contains(Keyword.EMPTY)) {
            any = any.or(value.equalTo(functions.lit("")));
        }
        if (comparison.keywords().contains(Keyword.WHITESPACES_ONLY)) {
            any = any.or(value.rlike("\\A\\p{IsWhite_Space}+\\z"));
        }
        Object[] values = equals();
        if (type.kind() == ColumnType.Kind.DOUBLE) {
            // isin is not used: with a long list, Spark treats -0.0 and 0.0 as different.
            for (Object each : values) {
                any = any.or(value.equalTo(each));
            }
            return any;
        }
        return values.length == 0 ? any : any.or(comparable().isin(values));
    }

    /** The rule's values that a value of the column's type can equal, as literals. */
    private Object[] equals() {
        if (!comparison.texts().isEmpty()) {
            return comparison.texts().toArray();
        }
        if (!comparison.days().isEmpty()) {
            return comparison.days().stream().map(functions::lit).toArray();
        }
        return comparison.numbers().stream()
                .filter(number -> isDouble() || isRepresentable(number))
                .map(this::literal)
                .toArray();
    }

    private Column above(int at) {
        if (!comparison.days().isEmpty()) {
            return comparable().gt(functions.lit(comparison.days().get(at)));
        }
        return ordered(comparison.numbers().get(at), RoundingMode.FLOOR, Column::gt);
    }

    private Column below(int at) {
        if (!comparison.days().isEmpty()) {
            return comparable().lt(functions.lit(comparison.days().get(at)));
        }
        return ordered(comparison.numbers().get(at), RoundingMode.CEILING, Column::lt);
    }

    /** Compares with the number rounded to the column's scale: down for "greater than", up for "less than". */
    private Column ordered(BigDecimal number, RoundingMode rounding, BinaryOperator<Column> order) {
        if (isDouble()) {
            return order.apply(value, literal(number));
        }
        BigDecimal bound = number.setScale(type.scale(), rounding);
        if (isRepresentable(bound)) {
            return order.apply(value, literal(bound));
        }
        return bound.signum() < 0 == (rounding == RoundingMode.FLOOR) ? TRUE : FALSE;
    }

    private Column comparable() {
        return type.kind() == ColumnType.Kind.TIMESTAMP ? value.cast(DataTypes.DateType) : value;
    }

    private boolean isDouble() {
        return type.kind() == ColumnType.Kind.DOUBLE;
    }

    /** Whether the column's integer or decimal type can represent the number. */
    private boolean isRepresentable(BigDecimal number) {
        BigDecimal exact = number.stripTrailingZeros();
        if (exact.scale() > type.scale()) {
            return false;
        }
        BigInteger unscaled = exact.setScale(type.scale()).unscaledValue();
        return switch (type.kind()) {
            case INTEGER -> unscaled.bitLength() < Integer.SIZE;
            case BIGINT -> unscaled.bitLength() < Long.SIZE;
            default -> unscaled.abs().compareTo(BigInteger.TEN.pow(type.precision())) < 0;
        };
    }

    private Column literal(BigDecimal number) {
        return switch (type.kind()) {
            case INTEGER -> functions.lit(number.intValueExact());
            case BIGINT -> functions.lit(number.longValueExact());
            case DECIMAL ->
                functions
                        .lit(number.setScale(type.scale()))
                        .cast(DataTypes.createDecimalType(type.precision(), type.scale()));
            case DOUBLE -> functions.lit(number.doubleValue());
            default -> throw new IllegalStateException("a number for a column that is " + type);
        };
    }
}
