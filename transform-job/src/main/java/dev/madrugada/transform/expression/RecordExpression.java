package dev.madrugada.transform.expression;

import dev.madrugada.common.contract.Column;
import dev.madrugada.common.contract.ColumnType;
import java.io.Serializable;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.spark.TaskKilledException;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.BoundReference;
import org.apache.spark.sql.catalyst.expressions.Cast;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.catalyst.expressions.InterpretedMutableProjection;
import org.apache.spark.sql.catalyst.expressions.MutableProjection;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.jspecify.annotations.Nullable;
import scala.collection.Seq;

/**
 * A contract's expression, evaluated for one record at a time. It is serialised to executors as Catalyst expressions
 * and compiled there at the first record. Not thread-safe.
 */
public final class RecordExpression implements Serializable {
    private static final long serialVersionUID = 1L;

    private final Expression value;
    private final DataType valueType;
    private final @Nullable Expression conversion;
    private final HashSet<Integer> ordinals;
    private transient @Nullable MutableProjection compiled;

    private RecordExpression(Expression value, @Nullable Expression conversion, Set<Integer> ordinals) {
        this.value = value;
        this.valueType = value.dataType();
        this.conversion = conversion;
        this.ordinals = new HashSet<>(ordinals);
    }

    /**
     * Analyses an expression.
     *
     * @param known the columns of the records, in order
     * @param type the declared type of the derived column
     * @throws UnusableExpressionException if the expression cannot be resolved, does not give exactly one value per
     *     record, depends on when or where it is computed, cannot be cast to the declared type, or fails for every
     *     record
     */
    public static RecordExpression of(SparkSession spark, List<Column> known, String expression, ColumnType type)
            throws UnusableExpressionException {
        Cast analysed = AnalysedExpression.of(spark, known, expression, type);
        ExpressionLimiter limiting = new ExpressionLimiter(known);
        Expression value = limiting.limited(analysed.child());
        DataType valueType = value.dataType();
        Expression conversion = valueType.equals(analysed.dataType())
                ? null
                : limiting.limited(Expressions.with(analysed, List.of(new BoundReference(0, valueType, true))));
        return new RecordExpression(value, conversion, limiting.ordinals());
    }

    /**
     * Analyses a condition.
     *
     * @throws UnusableExpressionException as {@link #of}, or if the expression's type is not boolean
     */
    public static RecordExpression condition(SparkSession spark, List<Column> known, String expression)
            throws UnusableExpressionException {
        RecordExpression condition = of(spark, known, expression, ColumnType.of(ColumnType.Kind.BOOLEAN));
        if (!condition.valueType.equals(DataTypes.BooleanType)) {
            throw new UnusableExpressionException(
                    "has the type " + condition.valueType.simpleString() + ", which is not boolean");
        }
        return condition;
    }

    /** The positions of the known columns that the expression reads. */
    public Set<Integer> ordinals() {
        return Set.copyOf(ordinals);
    }

    /**
     * Evaluates the expression for a record.
     *
     * @param record one field per known column
     * @return a Catalyst value of the expression's own type, for {@link #converted}
     * @throws ExpressionFailedException if the expression throws or exceeds a limit
     */
    public @Nullable Object evaluated(InternalRow record) throws ExpressionFailedException {
        StepBudget.current().renew();
        try {
            return projection().apply(record).get(0, valueType);
        } catch (Exception | StackOverflowError | AssertionError thrown) {
            throw failed(thrown);
        }
    }

    /**
     * Converts the result of {@link #evaluated} to the declared type.
     *
     * @return null if the declared type cannot store the value
     */
    public @Nullable Object converted(Object evaluated) throws ExpressionFailedException {
        if (conversion == null) {
            return evaluated;
        }
        try {
            return conversion.eval(new GenericInternalRow(new Object[] {evaluated}));
        } catch (Exception | StackOverflowError | AssertionError thrown) {
            throw failed(thrown);
        }
    }

    private MutableProjection projection() {
        MutableProjection known = compiled;
        if (known == null) {
            known = projection(Expressions.seq(List.of(value)));
            compiled = known;
        }
        return known;
    }

    /** Compiles the expressions; interprets them if the compiler's stack overflows, which Spark itself does not handle. */
    private static MutableProjection projection(Seq<Expression> expressions) {
        try {
            return MutableProjection.create(expressions);
        } catch (StackOverflowError tooDeepForTheCompiler) {
            return new InterpretedMutableProjection(expressions);
        }
    }

    /** Wraps anything that an expression throws as a record's failure; a killed task's exception is rethrown. */
    private static ExpressionFailedException failed(Throwable thrown) {
        if (thrown instanceof TaskKilledException killed) {
            throw killed;
        }
        if (thrown instanceof InterruptedException) {
            Thread.currentThread().interrupt();
        }
        return new ExpressionFailedException(FailureKind.of(thrown));
    }
}
