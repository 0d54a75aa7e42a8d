package dev.madrugada.transform.expression;

import dev.madrugada.common.contract.Column;
import dev.madrugada.common.contract.ColumnType;
import dev.madrugada.common.spark.RefusedExpressions;
import dev.madrugada.common.spark.SparkTypes;
import dev.madrugada.common.text.Spelling;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.AnalysisException;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.expressions.Alias;
import org.apache.spark.sql.catalyst.expressions.Attribute;
import org.apache.spark.sql.catalyst.expressions.Cast;
import org.apache.spark.sql.catalyst.expressions.EvalMode;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.UnresolvedNamedLambdaVariable;
import org.apache.spark.sql.catalyst.plans.logical.LocalRelation;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.catalyst.plans.logical.Project;
import org.apache.spark.sql.functions;
import scala.Option;

/** Resolves an expression over a contract's columns with Spark's parser and analyzer. */
final class AnalysedExpression {
    private AnalysedExpression() {}

    /**
     * Resolves the expression's types and functions and wraps it in a {@code try_cast} to the declared type, which gives
     * null for a value that the type cannot store. {@code Column.cast} outside ANSI mode would let an integer overflow
     * silently.
     *
     * @param known the columns that the expression may read
     * @throws UnusableExpressionException if the expression cannot be parsed or resolved, gives more or less than one
     *     value per record, or uses a function of {@link RefusedExpressions}
     */
    static Cast of(SparkSession spark, List<Column> known, String expression, ColumnType type)
            throws UnusableExpressionException {
        Expression parsed = parsed(expression, known);
        // Spark's analyzer evaluates constant arguments of some functions; their limits are checked before it does.
        for (Expression constant : constants(parsed)) {
            limit(spark, constant);
        }
        Cast cast = new Cast(parsed, SparkTypes.of(type), Option.empty(), EvalMode.TRY());
        if (analysed(spark, known, cast) instanceof Cast analysed) {
            return analysed;
        }
        throw new UnusableExpressionException("is not one value per record");
    }

    private static Expression parsed(String expression, List<Column> known) throws UnusableExpressionException {
        try {
            return functions.expr(expression).expr();
        } catch (Exception | StackOverflowError thrown) {
            throw unusable(thrown, known);
        }
    }

    private static void limit(SparkSession spark, Expression constant) throws UnusableExpressionException {
        Expression analysed;
        try {
            analysed = analysed(spark, List.of(), constant);
        } catch (UnusableExpressionException reportedWithTheWholeExpression) {
            return;
        }
        new ExpressionLimiter(List.of()).requireWithinLimits(analysed);
    }

    private static Expression analysed(SparkSession spark, List<Column> known, Expression parsed)
            throws UnusableExpressionException {
        LogicalPlan plan;
        try {
            plan = spark.createDataFrame(List.of(), SparkTypes.schema(known))
                    .select(new org.apache.spark.sql.Column(parsed))
                    .queryExecution()
                    .analyzed();
        } catch (Exception | StackOverflowError | AssertionError thrown) {
            throw unusable(thrown, known);
        }
        if (!(plan instanceof Project project) || !(project.child() instanceof LocalRelation)) {
            throw new UnusableExpressionException(
                    "is not one value per record: it aggregates, reads other records or gives several rows");
        }
        if (project.projectList().size() != 1) {
            throw new UnusableExpressionException("is more than one column");
        }
        Expression analysed = project.expressions().head();
        String refusal = RefusedExpressions.firstIn(analysed).orElse(null);
        if (refusal != null) {
            throw new UnusableExpressionException(refusal);
        }
        return analysed instanceof Alias alias ? alias.child() : analysed;
    }

    /** The calls whose arguments are all constants, the innermost first. */
    private static List<Expression> constants(Expression parsed) {
        List<Expression> constants = new ArrayList<>();
        addConstants(parsed, constants);
        return constants;
    }

    private static boolean addConstants(Expression parsed, List<Expression> constants) {
        boolean isConstant = !(parsed instanceof Attribute) && !(parsed instanceof UnresolvedNamedLambdaVariable);
        List<Expression> children = Expressions.children(parsed);
        for (Expression child : children) {
            isConstant &= addConstants(child, constants);
        }
        if (isConstant && !children.isEmpty()) {
            constants.add(parsed);
        }
        return isConstant;
    }

    private static UnusableExpressionException unusable(Throwable thrown, List<Column> known) {
        // Spark throws this checked exception without declaring it, so Java does not allow a catch clause for it.
        if (thrown instanceof AnalysisException wrong) {
            return new UnusableExpressionException(explained(wrong, known));
        }
        if (thrown instanceof StackOverflowError) {
            return new UnusableExpressionException("is nested too deeply");
        }
        return new UnusableExpressionException("is not understood: " + ConstantFailures.reason(thrown));
    }

    private static String explained(AnalysisException wrong, List<Column> known) {
        List<String> names = known.stream().map(Column::name).toList();
        String errorClass = String.valueOf(wrong.getErrorClass());
        if (errorClass.startsWith("UNRESOLVED_COLUMN")) {
            String name = wrong.getMessageParameters()
                    .getOrDefault("objectName", "a column")
                    .replace("`", "");
            return "names '" + name + "', which is not a column before it; "
                    + Spelling.meant(name, names).orElse("the columns are " + names);
        }
        String first = String.valueOf(wrong.getMessage())
                .lines()
                .findFirst()
                .orElse(errorClass)
                .trim();
        return "is not understood: " + first;
    }
}
