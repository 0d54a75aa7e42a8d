package dev.madrugada.quality.deequ;

import dev.madrugada.common.spark.RefusedExpressions;
import dev.madrugada.quality.rules.RuleFaults;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.AnalysisException;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.NumericType;
import org.apache.spark.sql.types.StructType;

/**
 * Checks and runs the SQL in rules: where clauses and CustomSql. CustomSql's number is compared as Spark returns it;
 * Deequ's own analyzer would convert it to a double and read a null or a text as zero.
 */
final class Statements {
    /** The name of the view with the partition's rows. */
    static final String VIEW = "primary";

    private static final String ONE_NUMBER = "select one number, such as count(*)";

    private Statements() {}

    /** Lets Spark analyze the rule's SQL without running it; empty if the SQL is valid and allowed. */
    static Optional<RuleProblem> problem(ReadRule rule, Dataset<Row> rows) {
        try {
            if (rule.statement().isPresent()) {
                return query(rule.statement().get(), rows.sparkSession());
            }
            return rule.where().isPresent()
                    ? refused(
                            "its where",
                            RefusedExpressions.firstIn(
                                    condition(rows, rule.where().get())))
                    : Optional.empty();
        } catch (AnalysisException wrong) {
            return found(RuleFailures.firstLine(wrong), RuleFailures.COLUMNS);
        }
    }

    /** Runs CustomSql's query and compares its number. */
    static RuleResult evaluate(ReadRule rule, SparkSession spark) {
        List<Row> answer = answer(rule, spark);
        if (answer.size() != 1) {
            String problem = answer.isEmpty() ? "it returned no row" : "it returned more than one row";
            throw RuleFaults.failsOnRows(rule.written(), problem, ONE_NUMBER)
                    .exception(new IllegalArgumentException(problem));
        }
        if (answer.get(0).isNullAt(0)) {
            return RuleResult.unmet(Map.of(), "it returned null");
        }
        Figure figure = Figure.of((Number) answer.get(0).get(0));
        return RuleResult.figure(rule, figure, "it returned " + figure.text());
    }

    private static List<Row> answer(ReadRule rule, SparkSession spark) {
        try {
            return spark.sql(rule.statement().orElseThrow()).takeAsList(2);
        } catch (Exception crashed) {
            throw RuleFailures.of(rule, crashed);
        }
    }

    private static Expression condition(Dataset<Row> rows, String clause) {
        LogicalPlan analysed =
                rows.filter(functions.expr(clause)).queryExecution().analyzed();
        return analysed.expressions().head();
    }

    /** Checks the relations before Spark analyzes the query: the analysis would already run commands and read files. */
    private static Optional<RuleProblem> query(String statement, SparkSession spark) throws AnalysisException {
        LogicalPlan parsed = spark.sessionState().sqlParser().parsePlan(statement);
        Optional<String> foreign = Relations.refusal(parsed, VIEW);
        if (foreign.isPresent()) {
            return found(foreign.get(), "select one number from the view " + VIEW + ", such as count(*)");
        }
        Dataset<Row> answer = spark.sql(statement);
        Optional<RuleProblem> refused = refused(
                "its statement",
                RefusedExpressions.firstIn(answer.queryExecution().analyzed()));
        return refused.isPresent() ? refused : noNumber(answer.schema());
    }

    private static Optional<RuleProblem> refused(String what, Optional<String> refusal) {
        return refusal.flatMap(why -> found(what + " " + why, "remove that from the SQL"));
    }

    private static Optional<RuleProblem> noNumber(StructType answer) {
        return answer.size() == 1 && answer.apply(0).dataType() instanceof NumericType
                ? Optional.empty()
                : found("it returns " + answer.simpleString() + ", but one number is needed", ONE_NUMBER);
    }

    private static Optional<RuleProblem> found(String problem, String possible) {
        return Optional.of(new RuleProblem(problem, possible));
    }
}
