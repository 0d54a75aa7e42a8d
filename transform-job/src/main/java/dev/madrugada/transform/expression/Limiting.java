package dev.madrugada.transform.expression;

import dev.madrugada.common.contract.Column;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.apache.spark.sql.catalyst.expressions.And;
import org.apache.spark.sql.catalyst.expressions.AttributeReference;
import org.apache.spark.sql.catalyst.expressions.BoundReference;
import org.apache.spark.sql.catalyst.expressions.Coalesce;
import org.apache.spark.sql.catalyst.expressions.ConditionalExpression;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.HigherOrderFunction;
import org.apache.spark.sql.catalyst.expressions.LambdaFunction;
import org.apache.spark.sql.catalyst.expressions.Like;
import org.apache.spark.sql.catalyst.expressions.LikeAllBase;
import org.apache.spark.sql.catalyst.expressions.Literal;
import org.apache.spark.sql.catalyst.expressions.MapZipWith;
import org.apache.spark.sql.catalyst.expressions.MultiLikeBase;
import org.apache.spark.sql.catalyst.expressions.NamedLambdaVariable;
import org.apache.spark.sql.catalyst.expressions.Not;
import org.apache.spark.sql.catalyst.expressions.NotLikeAll;
import org.apache.spark.sql.catalyst.expressions.NotLikeAny;
import org.apache.spark.sql.catalyst.expressions.Or;
import org.apache.spark.sql.catalyst.expressions.RuntimeReplaceable;
import org.apache.spark.sql.catalyst.expressions.Unevaluable;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.MapType;
import org.apache.spark.unsafe.types.UTF8String;
import scala.collection.JavaConverters;

/**
 * Makes an analysed expression one that can be evaluated for a record: columns become places in a row, each call that
 * may take any time or room is limited, and constants are computed. Takes the place of Spark's optimizer, which would
 * compute {@code repeat('x', 2000000000)} while it plans.
 */
final class Limiting {
    private static final char DEFAULT_ESCAPE = '\\';

    private final Map<String, Integer> ordinalOf = new HashMap<>();
    private final Set<Integer> ordinals = new HashSet<>();

    /** Where in an expression a call stands. */
    private enum Place {
        OUTERMOST,
        ARGUMENT,
        /** Evaluated for some records only: a constant that throws there need not be wrong. */
        BRANCH,
        LAMBDA;

        Place below(Expression parent) {
            if (this == LAMBDA || this == BRANCH) {
                return this;
            }
            boolean branches = parent instanceof ConditionalExpression
                    || parent instanceof Coalesce
                    || parent instanceof And
                    || parent instanceof Or;
            return branches ? BRANCH : ARGUMENT;
        }
    }

    /** For records whose columns are the known ones, in their order. */
    Limiting(List<Column> known) {
        known.forEach(column -> ordinalOf.put(column.name(), ordinalOf.size()));
    }

    /** The places in the row that the expressions limited so far read. */
    Set<Integer> ordinals() {
        return Set.copyOf(ordinals);
    }

    /**
     * The expression, ready to be evaluated.
     *
     * @throws UnusableExpressionException if it throws for every record, or goes beyond a limit for every one
     */
    Expression limited(Expression analysed) throws UnusableExpressionException {
        return limited(analysed, Place.OUTERMOST);
    }

    /** Throws if a constant part of an expression goes beyond a limit; it may stand where it is never evaluated. */
    void requireWithinLimits(Expression constant) throws UnusableExpressionException {
        limited(constant, Place.BRANCH);
    }

    private Expression limited(Expression expression, Place place) throws UnusableExpressionException {
        if (expression instanceof AttributeReference column) {
            return charged(place(column), place);
        }
        if (expression instanceof NamedLambdaVariable) {
            return charged(expression, place);
        }
        if (expression instanceof RuntimeReplaceable replaceable) {
            return limited(replaceable.replacement(), place);
        }
        if (expression instanceof MultiLikeBase likes) {
            return limited(singly(likes), place);
        }
        if (expression instanceof LambdaFunction lambda) {
            Expression body = limited(lambda.function(), Place.LAMBDA);
            return new LambdaFunction(
                    new ChargedResult(body, Expressions.nodes(body)), lambda.arguments(), lambda.hidden());
        }
        if (expression instanceof Unevaluable) {
            throw new UnusableExpressionException("is not one value per record: it has " + expression.prettyName());
        }
        if (expression instanceof MapZipWith zip
                && zip.left().dataType() instanceof MapType map
                && !(map.keyType() instanceof org.apache.spark.sql.types.AtomicType)) {
            throw new UnusableExpressionException("has map_zip_with over keys that are arrays, maps or structs");
        }
        List<Expression> children = new ArrayList<>();
        for (Expression child : Expressions.children(expression)) {
            children.add(limited(child, place.below(expression)));
        }
        Expression call = Expressions.with(expression, children);
        Expression limited = call(call, place);
        NeverWorks.check(limited instanceof ChargedResult ? call : limited);
        return folded(limited, place);
    }

    private static Expression call(Expression call, Place place) {
        if (RegexCall.replaces(call)) {
            return RegexCall.of(call);
        }
        if (GrowthRules.of(call).isPresent()) {
            return LimitedCall.of(call);
        }
        boolean isArgument = place != Place.OUTERMOST;
        return isArgument && ValueSize.varies(call.dataType()) && !StaticSize.isSmall(call)
                ? new ChargedResult(call, 0)
                : call;
    }

    /** Constants are computed once, within the limits that a record has. */
    private static Expression folded(Expression expression, Place place) throws UnusableExpressionException {
        if (!expression.foldable()
                || expression instanceof Literal
                || expression instanceof HigherOrderFunction
                || !expression.deterministic()) {
            return expression;
        }
        StepBudget.current().renew();
        try {
            return new Literal(expression.eval(null), expression.dataType());
        } catch (Exception | StackOverflowError | AssertionError thrown) {
            boolean isPerhapsNeverEvaluated = place == Place.BRANCH || place == Place.LAMBDA;
            if (isPerhapsNeverEvaluated && !(thrown instanceof LimitExceededException)) {
                return expression;
            }
            throw new UnusableExpressionException("can never work: " + NeverWorks.reason(thrown));
        }
    }

    private Expression place(AttributeReference column) {
        // An attribute is spelled as the expression spells it, and Spark's names go without regard to case.
        Integer ordinal = ordinalOf.get(column.name().toLowerCase(Locale.ROOT));
        if (ordinal == null) {
            throw new IllegalStateException(column.name() + " was resolved and is no column");
        }
        ordinals.add(ordinal);
        return new BoundReference(ordinal, column.dataType(), true);
    }

    /** Within a lambda a long text is looked at again and again. */
    private static Expression charged(Expression variable, Place place) {
        return place == Place.LAMBDA && ValueSize.varies(variable.dataType())
                ? new ChargedResult(variable, 0)
                : variable;
    }

    /** {@code like all} and {@code like any} as the conditions that they stand for. */
    private static Expression singly(MultiLikeBase likes) {
        boolean isAll = likes instanceof LikeAllBase;
        boolean isNot = likes instanceof NotLikeAll || likes instanceof NotLikeAny;
        Expression all = new Literal(isAll, DataTypes.BooleanType);
        for (UTF8String pattern : JavaConverters.seqAsJavaList(likes.patterns())) {
            Expression like = new Like(likes.child(), new Literal(pattern, DataTypes.StringType), DEFAULT_ESCAPE);
            Expression one = isNot ? new Not(like) : like;
            all = isAll ? new And(all, one) : new Or(all, one);
        }
        return all;
    }
}
