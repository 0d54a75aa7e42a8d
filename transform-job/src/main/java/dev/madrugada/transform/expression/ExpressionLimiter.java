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
 * Converts an analysed expression into one that can be evaluated for a record: it binds columns to positions in a row,
 * limits each call whose time or memory is unbounded, and folds constants. It replaces Spark's optimizer, which would
 * compute {@code repeat('x', 2000000000)} during planning.
 */
final class ExpressionLimiter {
    private static final char DEFAULT_ESCAPE = '\\';

    private final Map<String, Integer> ordinalOf = new HashMap<>();
    private final Set<Integer> ordinals = new HashSet<>();

    /** The position of a call in its expression. */
    private enum Place {
        OUTERMOST,
        ARGUMENT,
        /** Evaluated only for some records, so a constant call that throws there is not necessarily an error. */
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

    /**
     * Creates a converter.
     *
     * @param known the columns of the records, in order
     */
    ExpressionLimiter(List<Column> known) {
        known.forEach(column -> ordinalOf.put(column.name(), ordinalOf.size()));
    }

    /** The positions of the columns that the expressions converted so far read. */
    Set<Integer> ordinals() {
        return Set.copyOf(ordinals);
    }

    /**
     * Converts an analysed expression.
     *
     * @throws UnusableExpressionException if the expression would throw or exceed a limit for every record
     */
    Expression limited(Expression analysed) throws UnusableExpressionException {
        return limited(analysed, Place.OUTERMOST);
    }

    /**
     * Checks a constant part of an expression, which may be in a branch that is never evaluated.
     *
     * @throws UnusableExpressionException if it exceeds a limit
     */
    void requireWithinLimits(Expression constant) throws UnusableExpressionException {
        limited(constant, Place.BRANCH);
    }

    private Expression limited(Expression expression, Place place) throws UnusableExpressionException {
        if (expression instanceof AttributeReference column) {
            return charged(bound(column), place);
        }
        if (expression instanceof NamedLambdaVariable) {
            return charged(expression, place);
        }
        if (expression instanceof RuntimeReplaceable replaceable) {
            return limited(replaceable.replacement(), place);
        }
        if (expression instanceof MultiLikeBase likes) {
            return limited(asConditions(likes), place);
        }
        if (expression instanceof LambdaFunction lambda) {
            Expression body = limited(lambda.function(), Place.LAMBDA);
            return new LambdaFunction(
                    new ChargedExpression(body, Expressions.nodes(body)), lambda.arguments(), lambda.hidden());
        }
        if (expression instanceof Unevaluable) {
            throw new UnusableExpressionException(
                    "is not one value per record: it contains " + expression.prettyName());
        }
        if (expression instanceof MapZipWith zip
                && zip.left().dataType() instanceof MapType map
                && !(map.keyType() instanceof org.apache.spark.sql.types.AtomicType)) {
            throw new UnusableExpressionException("uses map_zip_with on maps whose keys are arrays, maps or structs");
        }
        List<Expression> children = new ArrayList<>();
        for (Expression child : Expressions.children(expression)) {
            children.add(limited(child, place.below(expression)));
        }
        Expression call = Expressions.with(expression, children);
        Expression limited = call(call, place);
        ConstantFailures.check(limited instanceof ChargedExpression ? call : limited);
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
                ? new ChargedExpression(call, 0)
                : call;
    }

    /** Evaluates a constant expression once, within the limits that apply to a record. */
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
            boolean isConditional = place == Place.BRANCH || place == Place.LAMBDA;
            if (isConditional && !(thrown instanceof LimitExceededException)) {
                return expression;
            }
            throw new UnusableExpressionException("can never work: " + ConstantFailures.reason(thrown));
        }
    }

    private Expression bound(AttributeReference column) {
        // An attribute keeps the expression's spelling; Spark resolves names case-insensitively.
        Integer ordinal = ordinalOf.get(column.name().toLowerCase(Locale.ROOT));
        if (ordinal == null) {
            throw new IllegalStateException(column.name() + " was resolved but is not a known column");
        }
        ordinals.add(ordinal);
        return new BoundReference(ordinal, column.dataType(), true);
    }

    /** Charges a variable's size inside a lambda, which reads it once per element. */
    private static Expression charged(Expression variable, Place place) {
        return place == Place.LAMBDA && ValueSize.varies(variable.dataType())
                ? new ChargedExpression(variable, 0)
                : variable;
    }

    /** Expands LIKE ALL and LIKE ANY into single LIKE conditions. */
    private static Expression asConditions(MultiLikeBase likes) {
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
