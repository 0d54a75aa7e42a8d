package dev.madrugada.quality.deequ;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.apache.spark.sql.catalyst.analysis.UnresolvedInlineTable;
import org.apache.spark.sql.catalyst.analysis.UnresolvedRelation;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.PlanExpression;
import org.apache.spark.sql.catalyst.plans.logical.Command;
import org.apache.spark.sql.catalyst.plans.logical.LocalRelation;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.catalyst.plans.logical.OneRowRelation;
import org.apache.spark.sql.catalyst.plans.logical.ParsedStatement;
import org.apache.spark.sql.catalyst.plans.logical.ScriptTransformation;
import org.apache.spark.sql.catalyst.plans.logical.SubqueryAlias;
import org.apache.spark.sql.catalyst.plans.logical.UnresolvedWith;
import scala.Tuple2;
import scala.collection.JavaConverters;

/**
 * Checks what a rule's query reads. A query may read the view with the partition's rows, its own {@code with} queries
 * and literal rows. Everything else is refused, including kinds of relations that later Spark versions may add.
 */
final class Relations {
    private Relations() {}

    /**
     * Why a query is refused; empty if it is not.
     *
     * @param parsed the parsed query, before Spark analyzes it
     * @param view the name of the view that the query may read
     */
    static Optional<String> refusal(LogicalPlan parsed, String view) {
        return refusal(parsed, Set.of(view));
    }

    private static Optional<String> refusal(LogicalPlan plan, Set<String> known) {
        if (plan instanceof Command || plan instanceof ParsedStatement) {
            return Optional.of("its statement is not a query");
        }
        if (plan instanceof ScriptTransformation) {
            return Optional.of("its statement runs a program (transform … using)");
        }
        if (plan instanceof UnresolvedWith with) {
            return with(with, known);
        }
        if (plan instanceof UnresolvedRelation relation) {
            List<String> parts = JavaConverters.seqAsJavaList(relation.multipartIdentifier());
            return parts.size() == 1 && known.contains(parts.get(0).toLowerCase(Locale.ROOT))
                    ? Optional.empty()
                    : Optional.of("it reads from " + String.join(".", parts));
        }
        if (plan.children().isEmpty() && !isLiteral(plan)) {
            return Optional.of("it reads from something other than the partition's rows");
        }
        for (Expression expression : JavaConverters.seqAsJavaList(plan.expressions())) {
            Optional<String> refusal = inSubqueries(expression, known);
            if (refusal.isPresent()) {
                return refusal;
            }
        }
        return firstIn(JavaConverters.seqAsJavaList(plan.children()), known);
    }

    private static Optional<String> with(UnresolvedWith with, Set<String> known) {
        Set<String> names = new HashSet<>(known);
        for (Tuple2<String, SubqueryAlias> each : JavaConverters.seqAsJavaList(with.cteRelations())) {
            Optional<String> refusal = refusal(each._2(), names);
            if (refusal.isPresent()) {
                return refusal;
            }
            names.add(each._1().toLowerCase(Locale.ROOT));
        }
        return refusal(with.child(), names);
    }

    private static Optional<String> inSubqueries(Expression expression, Set<String> known) {
        if (expression instanceof PlanExpression<?> subquery && subquery.plan() instanceof LogicalPlan plan) {
            Optional<String> refusal = refusal(plan, known);
            if (refusal.isPresent()) {
                return refusal;
            }
        }
        for (Expression child : JavaConverters.seqAsJavaList(expression.children())) {
            Optional<String> refusal = inSubqueries(child, known);
            if (refusal.isPresent()) {
                return refusal;
            }
        }
        return Optional.empty();
    }

    private static Optional<String> firstIn(List<LogicalPlan> plans, Set<String> known) {
        return plans.stream().flatMap(plan -> refusal(plan, known).stream()).findFirst();
    }

    private static boolean isLiteral(LogicalPlan leaf) {
        return leaf instanceof OneRowRelation || leaf instanceof UnresolvedInlineTable || leaf instanceof LocalRelation;
    }
}
