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

/** Spark's analyzer, asked for one expression over a contract's columns. */
final class Analysed {
    private Analysed() {}

    /**
     * The expression with its types and functions resolved, under a {@code try_cast} to the declared type: null where
     * the type cannot hold the value. Column.cast outside ANSI mode wraps a whole number around instead.
     *
     * @param known the columns that the expression may use
     */
    static Cast of(SparkSession spark, List<Column> known, String expression, ColumnType type)
            throws UnusableExpressionException {
        Expression parsed = parsed(expression, known);
        // Spark computes constant arguments of some functions while it analyses these: they are tried before.
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
        } catch (UnusableExpressionException reportedForTheWhole) {
            return;
        }
        new Limiting(List.of()).requireWithinLimits(analysed);
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
                    "is not one value per record: it aggregates, looks at other records or makes several");
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

    /** Calls of constants only, the innermost first. */
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
        // Spark throws it without declaring it, so Java cannot name it in a catch.
        if (thrown instanceof AnalysisException wrong) {
            return new UnusableExpressionException(explained(wrong, known));
        }
        if (thrown instanceof StackOverflowError) {
            return new UnusableExpressionException("is nested too deeply");
        }
        return new UnusableExpressionException("is not understood: " + NeverWorks.reason(thrown));
    }

    private static String explained(AnalysisException wrong, List<Column> known) {
        List<String> names = known.stream().map(Column::name).toList();
        String errorClass = String.valueOf(wrong.getErrorClass());
        if (errorClass.startsWith("UNRESOLVED_COLUMN")) {
            String asked = wrong.getMessageParameters()
                    .getOrDefault("objectName", "a column")
                    .replace("`", "");
            return "names '" + asked + "', which is no column before it; "
                    + Spelling.meant(asked, names).orElse("there are " + names);
        }
        String first = String.valueOf(wrong.getMessage())
                .lines()
                .findFirst()
                .orElse(errorClass)
                .trim();
        return "is not understood: " + first;
    }
}
