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
import org.jspecify.annotations.Nullable;
import scala.collection.Seq;

/**
 * An expression of a contract, evaluated for one record at a time. Travels to executors as Catalyst's expressions and
 * is compiled there, at the first record. Not safe for use by several threads.
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
     * The expression over records whose columns are the known ones, in their order.
     *
     * @throws UnusableExpressionException if it does not give one value per record, the same one whenever and
     *     wherever it is computed, of a type that becomes the declared one; or if it can never work
     */
    public static RecordExpression of(SparkSession spark, List<Column> known, String expression, ColumnType type)
            throws UnusableExpressionException {
        Cast analysed = Analysed.of(spark, known, expression, type);
        Limiting limiting = new Limiting(known);
        Expression value = limiting.limited(analysed.child());
        DataType valueType = value.dataType();
        Expression conversion = valueType.equals(analysed.dataType())
                ? null
                : limiting.limited(Expressions.with(analysed, List.of(new BoundReference(0, valueType, true))));
        return new RecordExpression(value, conversion, limiting.ordinals());
    }

    /** Which of the known columns the expression reads, as their positions. */
    public Set<Integer> ordinals() {
        return Set.copyOf(ordinals);
    }

    /** What the expression gives, as Catalyst's value of {@link #converted}'s parameter. */
    public @Nullable Object evaluated(InternalRow record) throws ExpressionFailedException {
        StepBudget.current().renew();
        try {
            return projection().apply(record).get(0, valueType);
        } catch (Exception | StackOverflowError | AssertionError thrown) {
            throw failed(thrown);
        }
    }

    /** A value as one of the declared type; null where that type cannot hold it. */
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

    /** Spark interprets what does not compile, but for what ends its own compiler. */
    private static MutableProjection projection(Seq<Expression> expressions) {
        try {
            return MutableProjection.create(expressions);
        } catch (StackOverflowError tooDeepForTheCompiler) {
            return new InterpretedMutableProjection(expressions);
        }
    }

    /** Whatever an expression throws is about the record, but for a task that is to stop. */
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
