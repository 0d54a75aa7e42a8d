package dev.madrugada.transform.enrich;

import dev.madrugada.common.contract.Column;
import dev.madrugada.common.contract.DatasetContract;
import dev.madrugada.common.contract.DerivedColumn;
import dev.madrugada.transform.expression.RecordExpression;
import dev.madrugada.transform.expression.UnusableExpressionException;
import dev.madrugada.transform.parse.RecordColumns;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.functions;

/** Adds the contract's derived columns to records; each is computed by an expression over the columns before it. */
public final class DerivedColumns {
    private static final String DERIVED = "derived$";

    private DerivedColumns() {}

    /**
     * Adds the derived columns at the end. In refused records they are null and no expression is evaluated, so that an
     * expression never sees an incomplete record. If an expression throws, its record is refused; the job goes on. A
     * value that its column cannot store is an invalid value: the contract's {@code invalid-values} decides whether the
     * record is refused or the value becomes null.
     *
     * @param records with all columns before the derived ones; the contract has passed {@link ExpressionCheck#verify}
     */
    public static Dataset<Row> addedTo(Dataset<Row> records, DatasetContract contract) {
        if (contract.derived().isEmpty()) {
            return records;
        }
        DerivedValues values = values(records, contract);
        Dataset<Row> computed = records.withColumn(DERIVED, new org.apache.spark.sql.Column(call(values, records)));
        org.apache.spark.sql.Column reasons = functions.coalesce(
                functions.concat(
                        functions.col(RecordColumns.REASONS),
                        functions.col(DERIVED).getField(DerivedValues.REASONS)),
                functions.col(RecordColumns.REASONS));
        List<org.apache.spark.sql.Column> columns = new ArrayList<>();
        for (String name : records.columns()) {
            columns.add(name.equals(RecordColumns.REASONS) ? reasons.as(name) : functions.col(name));
        }
        for (DerivedColumn derived : contract.derived()) {
            String name = derived.column().name();
            columns.add(functions.col(DERIVED).getField(name).as(name));
        }
        return computed.select(columns.toArray(org.apache.spark.sql.Column[]::new));
    }

    private static Expression call(DerivedValues values, Dataset<Row> records) {
        org.apache.spark.sql.Column[] inputs =
                values.inputs().stream().map(records::col).toArray(org.apache.spark.sql.Column[]::new);
        // Spark does not allow a struct without fields.
        org.apache.spark.sql.Column input =
                inputs.length == 0 ? functions.struct(functions.lit(true)) : functions.struct(inputs);
        return new DerivedCall(
                values, functions.when(RecordColumns.isValid(), input).expr());
    }

    private static DerivedValues values(Dataset<Row> records, DatasetContract contract) {
        List<Column> known = new ArrayList<>(contract.curatedColumns());
        known.removeAll(contract.derived().stream().map(DerivedColumn::column).toList());
        int inputColumns = known.size();
        List<DerivedValues.Derived> columns = new ArrayList<>();
        TreeSet<Integer> inputs = new TreeSet<>();
        for (DerivedColumn derived : contract.derived()) {
            try {
                RecordExpression expression = RecordExpression.of(
                        records.sparkSession(),
                        known,
                        derived.expression(),
                        derived.column().type());
                columns.add(new DerivedValues.Derived(derived.column(), expression));
                inputs.addAll(expression.ordinals());
            } catch (UnusableExpressionException unusable) {
                throw new IllegalStateException(
                        derived.column().name() + " was not checked: " + unusable.problem(), unusable);
            }
            known.add(derived.column());
        }
        return new DerivedValues(
                contract.payload().invalidValues(), known, List.copyOf(inputs.headSet(inputColumns)), columns);
    }
}
