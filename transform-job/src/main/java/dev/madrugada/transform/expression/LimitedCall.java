package dev.madrugada.transform.expression;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.catalyst.expressions.BoundReference;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.types.DataType;
import org.jspecify.annotations.Nullable;

/** A call of a Spark function that checks the {@link GrowthRules} rule on the arguments before it calls the function. */
final class LimitedCall extends ArgumentsExpression {
    private static final long serialVersionUID = 1L;

    /** Spark's function over a row of its arguments; constants stay literals, since some functions require that. */
    private final Expression function;

    private final boolean nullIntolerant;

    private LimitedCall(List<Expression> arguments, Expression function) {
        super(arguments);
        this.function = function;
        this.nullIntolerant = Expressions.isNullIntolerant(function);
    }

    static LimitedCall of(Expression call) {
        List<Expression> arguments = Expressions.children(call);
        List<Expression> places = new ArrayList<>();
        for (int i = 0; i < arguments.size(); i++) {
            Expression argument = arguments.get(i);
            places.add(argument.foldable() ? argument : new BoundReference(i, argument.dataType(), true));
        }
        return new LimitedCall(arguments, Expressions.with(call, places));
    }

    @Override
    boolean isNullIntolerant() {
        return nullIntolerant;
    }

    @Override
    @Nullable
    Object call(@Nullable Object[] values, DataType[] types) {
        GrowthRules.of(function).ifPresent(rule -> rule.check(new CallArguments(values, types)));
        return function.eval(new GenericInternalRow(values));
    }

    @Override
    Expression with(List<Expression> newArguments) {
        return new LimitedCall(newArguments, function);
    }

    @Override
    public DataType dataType() {
        return function.dataType();
    }

    @Override
    public String prettyName() {
        return function.prettyName();
    }

    @Override
    public boolean canEqual(Object other) {
        return other instanceof LimitedCall;
    }
}
