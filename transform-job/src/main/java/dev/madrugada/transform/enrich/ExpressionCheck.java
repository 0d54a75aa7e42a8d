package dev.madrugada.transform.enrich;

import dev.madrugada.common.contract.Column;
import dev.madrugada.common.contract.DatasetContract;
import dev.madrugada.common.contract.DerivedColumn;
import dev.madrugada.common.error.ErrorCode;
import dev.madrugada.common.error.Fault;
import dev.madrugada.common.spark.RefusedExpressions;
import dev.madrugada.common.spark.SparkTypes;
import dev.madrugada.common.text.Spelling;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.AnalysisException;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.plans.logical.LocalRelation;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.catalyst.plans.logical.Project;
import org.apache.spark.sql.functions;

/** Checks the contract's expressions before anything is read or written, on a table without rows. */
public final class ExpressionCheck {
    private ExpressionCheck() {}

    /**
     * Returns if every derived column's expression is one value per record, computed from the columns before it
     * alone, of a type that becomes the declared one.
     *
     * @throws dev.madrugada.common.error.TerminalException InvalidContract, naming each column, its expression and
     *     what is wrong with it
     */
    public static void verify(SparkSession spark, DatasetContract contract) {
        List<Column> known = new ArrayList<>(contract.curatedColumns());
        known.removeAll(contract.derived().stream().map(DerivedColumn::column).toList());
        List<String> problems = new ArrayList<>();
        for (DerivedColumn derived : contract.derived()) {
            problem(spark, known, derived)
                    .ifPresent(problem ->
                            problems.add(derived.column().name() + ": '" + derived.expression() + "' " + problem));
            known.add(derived.column());
        }
        if (!problems.isEmpty()) {
            throw new Fault(
                            ErrorCode.InvalidContract,
                            "derived",
                            String.join(" | ", problems),
                            "a derived column is a Spark SQL expression over the columns before it, and gives the"
                                    + " same value whenever and wherever it is computed",
                            "correct the expression (docs/dataset.md says what one may use)")
                    .exception();
        }
    }

    private static Optional<String> problem(SparkSession spark, List<Column> known, DerivedColumn derived) {
        Dataset<Row> empty = spark.createDataFrame(List.of(), SparkTypes.schema(known));
        LogicalPlan plan;
        try {
            plan = empty.select(TriedCast.of(
                            functions.expr(derived.expression()),
                            derived.column().type()))
                    .queryExecution()
                    .analyzed();
        } catch (Exception thrown) {
            // Spark throws it without declaring it, so Java cannot name it in a catch.
            if (thrown instanceof AnalysisException wrong) {
                return Optional.of(explained(wrong, known));
            }
            throw thrown;
        }
        if (!(plan instanceof Project project) || !(project.child() instanceof LocalRelation)) {
            return Optional.of("is not one value per record: it aggregates, looks at other records or makes several");
        }
        if (project.projectList().size() != 1) {
            return Optional.of("is more than one column");
        }
        return RefusedExpressions.firstIn(project.expressions().head());
    }

    private static String explained(AnalysisException wrong, List<Column> known) {
        List<String> names = known.stream().map(Column::name).toList();
        String errorClass = String.valueOf(wrong.getErrorClass());
        if (errorClass.startsWith("UNRESOLVED_COLUMN")) {
            String asked = wrong.getMessageParameters()
                    .getOrDefault("objectName", "a column")
                    .replace("`", "");
            return "names '" + asked + "', which is no column before it; "
                    + Spelling.nearest(asked, names)
                            .map(near -> "did you mean '" + near + "'?")
                            .orElse("there are " + names);
        }
        String first = String.valueOf(wrong.getMessage())
                .lines()
                .findFirst()
                .orElse(errorClass)
                .trim();
        return "is not understood: " + first;
    }
}
