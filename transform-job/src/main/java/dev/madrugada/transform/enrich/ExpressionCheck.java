package dev.madrugada.transform.enrich;

import dev.madrugada.common.contract.Check;
import dev.madrugada.common.contract.Column;
import dev.madrugada.common.contract.DatasetContract;
import dev.madrugada.common.contract.DerivedColumn;
import dev.madrugada.common.error.Problems;
import dev.madrugada.transform.expression.RecordExpression;
import dev.madrugada.transform.expression.UnusableExpressionException;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.SparkSession;

/** Checks the contract's expressions with Spark's analyzer, without data, before anything is read or written. */
public final class ExpressionCheck {
    private ExpressionCheck() {}

    /**
     * Requires that every derived column's expression gives one value per record, reads only the columns before it, and
     * has a type that can be cast to the declared type; and that every check's expression is boolean and reads only
     * columns.
     *
     * @throws dev.madrugada.common.error.TerminalException InvalidContract, naming each column or check, its line, its
     *     expression and what is wrong with it
     */
    public static void verify(SparkSession spark, DatasetContract contract) {
        Problems problems = new Problems();
        check(spark, contract, problems);
        problems.throwIfAny();
    }

    /** Does the same check as {@link #verify}, but adds the problems to the given ones instead of throwing. */
    public static void check(SparkSession spark, DatasetContract contract, Problems problems) {
        List<Column> known = new ArrayList<>(contract.columns());
        known.removeAll(contract.derived().stream().map(DerivedColumn::column).toList());
        for (int i = 0; i < contract.derived().size(); i++) {
            DerivedColumn derived = contract.derived().get(i);
            try {
                RecordExpression.of(
                        spark, known, derived.expression(), derived.column().type());
            } catch (UnusableExpressionException unusable) {
                problems.add(EnrichFaults.unusable(i, derived, unusable));
            }
            known.add(derived.column());
        }
        for (int i = 0; i < contract.checks().size(); i++) {
            Check check = contract.checks().get(i);
            try {
                RecordExpression.condition(spark, known, check.expression());
            } catch (UnusableExpressionException unusable) {
                problems.add(EnrichFaults.unusable(i, check, unusable));
            }
        }
    }
}
