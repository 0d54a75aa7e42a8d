package dev.madrugada.transform.expression;

import java.io.Serializable;
import java.util.List;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.codegen.CodegenContext;
import org.apache.spark.sql.catalyst.expressions.codegen.CodegenFallback;
import org.apache.spark.sql.catalyst.expressions.codegen.ExprCode;
import org.apache.spark.sql.types.DataType;
import org.jspecify.annotations.Nullable;
import scala.collection.IndexedSeq;
import scala.collection.JavaConverters;
import scala.collection.Seq;

/**
 * A call that evaluates its arguments, lets a subclass check them and make the call, and charges the size of the result
 * to the {@link StepBudget}.
 */
abstract class ArgumentsExpression extends Expression implements CodegenFallback, Serializable {
    private static final long serialVersionUID = 1L;

    private final Expression[] arguments;
    private final DataType[] types;

    ArgumentsExpression(List<Expression> arguments) {
        this.arguments = arguments.toArray(Expression[]::new);
        this.types = arguments.stream().map(Expression::dataType).toArray(DataType[]::new);
    }

    /** Whether a null argument makes the call null; then the arguments after it are not evaluated. */
    abstract boolean isNullIntolerant();

    /** Checks the evaluated arguments and makes the call. */
    abstract @Nullable Object call(@Nullable Object[] values, DataType[] types);

    /** The same call with other arguments. */
    abstract Expression with(List<Expression> newArguments);

    @Override
    public final @Nullable Object eval(InternalRow row) {
        @Nullable Object[] values = new @Nullable Object[arguments.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = arguments[i].eval(row);
            if (values[i] == null && isNullIntolerant()) {
                return null;
            }
        }
        Object value = call(values, types);
        if (value != null && ValueSize.varies(dataType())) {
            StepBudget.current().chargeValue(ValueSize.of(value, dataType()));
        }
        return value;
    }

    @Override
    public ExprCode doGenCode(CodegenContext context, ExprCode code) {
        return CodegenFallback.super.doGenCode(context, code);
    }

    @Override
    public Seq<Expression> children() {
        return Expressions.seq(List.of(arguments));
    }

    @Override
    public Expression withNewChildrenInternal(IndexedSeq<Expression> children) {
        return with(JavaConverters.seqAsJavaList(children));
    }

    @Override
    public boolean foldable() {
        return List.of(arguments).stream().allMatch(Expression::foldable);
    }

    @Override
    public boolean nullable() {
        return true;
    }

    @Override
    public Object productElement(int n) {
        return arguments[n];
    }

    @Override
    public int productArity() {
        return arguments.length;
    }
}
