package dev.madrugada.quality.deequ;

import dev.madrugada.common.error.MadrugadaException;
import dev.madrugada.quality.rules.RuleProblems;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.plans.logical.Command;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.catalyst.plans.logical.ParsedStatement;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.NumericType;
import org.apache.spark.sql.types.StructType;

/**
 * The SQL in rules. CustomSql is run here instead of by Deequ's analyzer, which reads a null or a text as zero and
 * keeps no cause; its condition is judged by DQDL's own comparison all the same.
 */
final class Statements {
    private static final String FIGURE = "CustomSql";

    private Statements() {}

    /** Has Spark analyze the rule's SQL, which runs nothing; InvalidContract if it cannot. */
    static void analyze(ReadRule rule, Dataset<Row> rows) {
        try {
            rule.where().ifPresent(clause -> rows.filter(functions.expr(clause)).schema());
            if (rule.check() == null) {
                requireNumber(rule, query(rule, rows.sparkSession()).schema());
            }
        } catch (Exception wrong) {
            throw RuleFailures.of(rule, wrong);
        }
    }

    static Judgement judge(ReadRule rule, SparkSession spark) {
        List<Row> answer = answer(rule, spark);
        if (answer.size() != 1) {
            throw problem(
                    rule,
                    answer.isEmpty() ? "it returned no row" : "it returned more than one row",
                    "select one number, such as count(*)");
        }
        if (answer.get(0).isNullAt(0)) {
            return Judgement.unmet(Map.of(), "it returned null");
        }
        double figure = ((Number) answer.get(0).get(0)).doubleValue();
        Map<String, Double> measured = Map.of(FIGURE, figure);
        return rule.accepts(figure)
                ? Judgement.met(measured)
                : Judgement.unmet(measured, "it returned " + Judgement.text(figure));
    }

    private static List<Row> answer(ReadRule rule, SparkSession spark) {
        try {
            return query(rule, spark).takeAsList(2);
        } catch (Exception crashed) {
            throw RuleFailures.of(rule, crashed);
        }
    }

    /** Spark runs commands while it analyzes them, so they are refused before. */
    private static Dataset<Row> query(ReadRule rule, SparkSession spark) throws Exception {
        LogicalPlan plan = spark.sessionState().sqlParser().parsePlan(rule.statement());
        if (plan instanceof Command || plan instanceof ParsedStatement) {
            throw problem(rule, "its statement is no query", "select one number, such as count(*)");
        }
        return spark.sql(rule.statement());
    }

    private static void requireNumber(ReadRule rule, StructType answer) {
        if (answer.size() != 1 || !(answer.apply(0).dataType() instanceof NumericType)) {
            throw problem(
                    rule,
                    "it returns " + answer.simpleString() + " where one number is compared",
                    "select one number, such as count(*)");
        }
    }

    private static MadrugadaException problem(ReadRule rule, String problem, String possible) {
        return RuleProblems.exception(rule.written(), problem, possible, new IllegalArgumentException(problem));
    }
}
