package dev.madrugada.common.spark;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.Optional;
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
import org.apache.spark.sql.types.IntegralType;
import org.apache.spark.sql.types.NumericType;
import scala.collection.JavaConverters;

/**
 * Expressions that a dataset's folder must not use: Spark would run them, but a dataset is data and not a program, and a
 * re-run has to give the same result. Derived columns, the rules' conditions and CustomSql are checked by it.
 */
public final class RefusedExpressions {
    private static final String CLOCK = "asks a clock: a re-run would decide otherwise";
    private static final String PLACE = "depends on where it runs";
    private static final Map<Class<?>, String> REFUSED = Map.ofEntries(
            Map.entry(CallMethodViaReflection.class, "calls a Java method (java_method, reflect)"),
            Map.entry(UserDefinedExpression.class, "calls a user-defined function"),
            Map.entry(PlanExpression.class, "holds a subquery"),
            Map.entry(RaiseError.class, "may end the job (raise_error, assert_true)"),
            Map.entry(CurrentTimestampLike.class, CLOCK),
            Map.entry(CurrentDate.class, CLOCK),
            Map.entry(LocalTimestamp.class, CLOCK),
            Map.entry(CurrentTimeZone.class, PLACE),
            Map.entry(CurrentUser.class, PLACE),
            Map.entry(CurrentCatalog.class, PLACE),
            Map.entry(CurrentDatabase.class, PLACE),
            Map.entry(SparkVersion.class, PLACE));

    private RefusedExpressions() {}

    /** Outside ANSI mode a number too large for a whole type becomes another number. */
    private static boolean wraps(Cast cast) {
        return cast.evalMode().equals(EvalMode.LEGACY())
                && !cast.foldable()
                && cast.dataType() instanceof IntegralType
                && cast.child().dataType() instanceof NumericType
                && !Cast.canUpCast(cast.child().dataType(), cast.dataType());
    }

    /**
     * Why the expression is refused, as the rest of a sentence that begins with the expression; empty if it is not.
     *
     * @param analysed resolved by Spark's analyzer
     */
    public static Optional<String> firstIn(Expression analysed) {
        Deque<Expression> left = new ArrayDeque<>();
        left.push(analysed);
        while (!left.isEmpty()) {
            Expression expression = left.pop();
            Optional<String> refusal = REFUSED.entrySet().stream()
                    .filter(refused -> refused.getKey().isInstance(expression))
                    .map(Map.Entry::getValue)
                    .findFirst();
            if (refusal.isPresent()) {
                return refusal;
            }
            if (expression instanceof Cast cast && wraps(cast)) {
                return Optional.of("turns " + cast.child().dataType().sql() + " into "
                        + cast.dataType().sql() + ", which wraps around silently: use try_cast, or leave the cast to"
                        + " the column's type");
            }
            JavaConverters.seqAsJavaList(expression.children()).forEach(left::push);
        }
        return analysed.deterministic()
                ? Optional.empty()
                : Optional.of("gives another value each time it is computed");
    }
}
