package dev.madrugada.transform.expression;

import java.util.List;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.types.DataType;
import org.jspecify.annotations.Nullable;

/** Charges the wrapped expression's value size, and a fixed number of steps, each time the expression is evaluated. */
final class ChargedExpression extends ArgumentsExpression {
    private static final long serialVersionUID = 1L;

    private final Expression limited;
    private final long steps;

    ChargedExpression(Expression limited, long steps) {
        super(List.of(limited));
        this.limited = limited;
        this.steps = steps;
    }

    @Override
    boolean isNullIntolerant() {
        return false;
    }

    @Override
    @Nullable
    Object call(@Nullable Object[] values, DataType[] types) {
        StepBudget.current().charge(steps);
        return values[0];
    }

    @Override
    Expression with(List<Expression> newArguments) {
        return new ChargedExpression(newArguments.get(0), steps);
    }

    @Override
    public DataType dataType() {
        return limited.dataType();
    }

    @Override
    public String prettyName() {
        return "limited";
    }

    @Override
    public boolean canEqual(Object other) {
        return other instanceof ChargedExpression;
    }
}
