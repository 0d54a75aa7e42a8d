package dev.madrugada.common.spark;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.catalyst.expressions.AesEncrypt;
import org.apache.spark.sql.catalyst.expressions.CallMethodViaReflection;
import org.apache.spark.sql.catalyst.expressions.Cast;
import org.apache.spark.sql.catalyst.expressions.CurrentCatalog;
import org.apache.spark.sql.catalyst.expressions.CurrentDatabase;
import org.apache.spark.sql.catalyst.expressions.CurrentDate;
import org.apache.spark.sql.catalyst.expressions.CurrentTimeZone;
import org.apache.spark.sql.catalyst.expressions.CurrentTimestampLike;
import org.apache.spark.sql.catalyst.expressions.CurrentUser;
import org.apache.spark.sql.catalyst.expressions.EvalMode;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.LocalTimestamp;
import org.apache.spark.sql.catalyst.expressions.PlanExpression;
import org.apache.spark.sql.catalyst.expressions.RaiseError;
import org.apache.spark.sql.catalyst.expressions.SparkVersion;
import org.apache.spark.sql.catalyst.expressions.UserDefinedExpression;
import org.apache.spark.sql.catalyst.expressions.aggregate.AnyValue;
import org.apache.spark.sql.catalyst.expressions.aggregate.CollectList;
import org.apache.spark.sql.catalyst.expressions.aggregate.First;
import org.apache.spark.sql.catalyst.expressions.aggregate.Last;
import org.apache.spark.sql.catalyst.expressions.xml.XPathExtract;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.catalyst.plans.logical.View;
import org.apache.spark.sql.types.IntegralType;
import org.apache.spark.sql.types.NumericType;
import org.jspecify.annotations.Nullable;
import scala.collection.JavaConverters;

/**
 * Finds functions that derived columns, rule conditions and CustomSql must not use. Some would make a re-run give
 * another result, such as the clock; others would let a dataset's folder run code, such as {@code java_method}.
 */
public final class RefusedExpressions {
    private static final String CLOCK = "reads the clock, so a re-run would give another result";
    private static final String ORDER = "depends on the order of the rows, which differs from run to run";
    private static final String PLACE = "depends on where it runs";
    private static final Map<Class<?>, String> REFUSED = Map.ofEntries(
            Map.entry(AesEncrypt.class, "gives another value each time it is computed"),
            Map.entry(XPathExtract.class, "evaluates XPath, whose running time is unbounded (xpath and similar)"),
            Map.entry(CallMethodViaReflection.class, "calls a Java method (java_method, reflect)"),
            Map.entry(UserDefinedExpression.class, "calls a user-defined function"),
            Map.entry(PlanExpression.class, "contains a subquery"),
            Map.entry(RaiseError.class, "may end the job (raise_error, assert_true)"),
            Map.entry(CurrentTimestampLike.class, CLOCK),
            Map.entry(CurrentDate.class, CLOCK),
            Map.entry(LocalTimestamp.class, CLOCK),
            Map.entry(CurrentTimeZone.class, PLACE),
            Map.entry(CurrentUser.class, PLACE),
            Map.entry(CurrentCatalog.class, PLACE),
            Map.entry(CurrentDatabase.class, PLACE),
            Map.entry(SparkVersion.class, PLACE),
            Map.entry(First.class, ORDER),
            Map.entry(Last.class, ORDER),
            Map.entry(AnyValue.class, ORDER),
            Map.entry(CollectList.class, ORDER));

    private RefusedExpressions() {}

    /** Whether the cast may overflow silently: outside ANSI mode, a number too large for an integer type wraps around. */
    private static boolean mayOverflow(Cast cast) {
        return cast.evalMode().equals(EvalMode.LEGACY())
                && !cast.foldable()
                && cast.dataType() instanceof IntegralType
                && cast.child().dataType() instanceof NumericType
                && !Cast.canUpCast(cast.child().dataType(), cast.dataType());
    }

    /**
     * Why the expression is refused; empty if it is not. The text continues a sentence that starts with the expression.
     *
     * @param analysed an expression resolved by Spark's analyzer
     */
    public static Optional<String> firstIn(Expression analysed) {
        return firstIn(analysed, null);
    }

    /** @param subqueries collects the plans of subqueries; null if subqueries are refused */
    private static Optional<String> firstIn(Expression analysed, @Nullable Deque<LogicalPlan> subqueries) {
        Deque<Expression> left = new ArrayDeque<>();
        left.push(analysed);
        while (!left.isEmpty()) {
            Expression expression = left.pop();
            JavaConverters.seqAsJavaList(expression.children()).forEach(left::push);
            if (subqueries != null
                    && expression instanceof PlanExpression<?> subquery
                    && subquery.plan() instanceof LogicalPlan plan) {
                subqueries.push(plan);
                continue;
            }
            Optional<String> refusal = REFUSED.entrySet().stream()
                    .filter(refused -> refused.getKey().isInstance(expression))
                    .map(Map.Entry::getValue)
                    .findFirst();
            if (refusal.isPresent()) {
                return refusal;
            }
            if (expression instanceof Cast cast && mayOverflow(cast)) {
                return Optional.of("turns " + cast.child().dataType().sql() + " into "
                        + cast.dataType().sql() + ", which wraps around silently: use try_cast, or leave the cast to"
                        + " the column's type");
            }
        }
        return analysed.deterministic()
                ? Optional.empty()
                : Optional.of("gives another value each time it is computed");
    }

    /**
     * Why a query is refused; empty if it is not. All expressions of the query and its subqueries are checked; the
     * definitions of views are not.
     *
     * @param analysed a plan resolved by Spark's analyzer
     */
    public static Optional<String> firstIn(LogicalPlan analysed) {
        Deque<LogicalPlan> plans = new ArrayDeque<>();
        plans.push(analysed);
        while (!plans.isEmpty()) {
            LogicalPlan plan = plans.pop();
            if (plan instanceof View) {
                continue;
            }
            for (Expression expression : JavaConverters.seqAsJavaList(plan.expressions())) {
                Optional<String> refusal = firstIn(expression, plans);
                if (refusal.isPresent()) {
                    return refusal;
                }
            }
            JavaConverters.seqAsJavaList(plan.children()).forEach(plans::push);
            JavaConverters.seqAsJavaList(plan.innerChildren()).stream()
                    .filter(LogicalPlan.class::isInstance)
                    .map(LogicalPlan.class::cast)
                    .forEach(plans::push);
        }
        return Optional.empty();
    }
}
