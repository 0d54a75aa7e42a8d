package dev.madrugada.transform.expression;

import dev.madrugada.common.contract.ColumnType;
import java.util.Set;
import org.apache.spark.sql.catalyst.expressions.BoundReference;
import org.apache.spark.sql.catalyst.expressions.CaseWhen;
import org.apache.spark.sql.catalyst.expressions.Cast;
import org.apache.spark.sql.catalyst.expressions.Coalesce;
import org.apache.spark.sql.catalyst.expressions.Concat;
import org.apache.spark.sql.catalyst.expressions.DateFormatClass;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.FromUnixTime;
import org.apache.spark.sql.catalyst.expressions.GetArrayItem;
import org.apache.spark.sql.catalyst.expressions.GetStructField;
import org.apache.spark.sql.catalyst.expressions.If;
import org.apache.spark.sql.catalyst.expressions.InitCap;
import org.apache.spark.sql.catalyst.expressions.Literal;
import org.apache.spark.sql.catalyst.expressions.Lower;
import org.apache.spark.sql.catalyst.expressions.StringTrim;
import org.apache.spark.sql.catalyst.expressions.StringTrimLeft;
import org.apache.spark.sql.catalyst.expressions.StringTrimRight;
import org.apache.spark.sql.catalyst.expressions.Substring;
import org.apache.spark.sql.catalyst.expressions.Upper;
import org.apache.spark.sql.types.StringType;

/** Finds calls whose value is provably small, from their arguments' types alone; they need no limit at run time. */
final class StaticSize {
    /** The texts of this many columns together do not exceed {@link StepBudget#MAX_VALUE_BYTES}. */
    private static final int MAX_PARTS = 16;

    /** Functions whose result is at most as long as their longest argument (apart from case changes), or short. */
    private static final Set<Class<?>> KEEP = Set.of(
            StringTrim.class,
            StringTrimLeft.class,
            StringTrimRight.class,
            Substring.class,
            Upper.class,
            Lower.class,
            InitCap.class,
            If.class,
            CaseWhen.class,
            Coalesce.class,
            GetStructField.class,
            GetArrayItem.class,
            DateFormatClass.class,
            FromUnixTime.class);

    private StaticSize() {}

    static boolean isSmall(Expression call) {
        return parts(call) <= MAX_PARTS;
    }

    /** An upper bound of the value's size, in units of one column's longest text. */
    private static int parts(Expression expression) {
        if (!ValueSize.varies(expression.dataType()) || expression instanceof BoundReference) {
            return 1;
        }
        if (expression instanceof Literal constant) {
            long size = ValueSize.of(constant.value(), constant.dataType());
            return 1 + (int) (size / ColumnType.LONGEST_VARCHAR);
        }
        if (expression instanceof LimitedCall
                || expression instanceof RegexCall
                || expression instanceof ChargedExpression) {
            return MAX_PARTS;
        }
        if (expression instanceof Concat && expression.dataType() instanceof StringType) {
            return Expressions.children(expression).stream()
                    .mapToInt(StaticSize::parts)
                    .reduce(0, StaticSize::sum);
        }
        if (KEEP.contains(expression.getClass()) || expression instanceof Cast) {
            return Expressions.children(expression).stream()
                    .mapToInt(StaticSize::parts)
                    .reduce(1, Math::max);
        }
        return MAX_PARTS + 1;
    }

    private static int sum(int a, int b) {
        return Math.min(MAX_PARTS + 1, a + b);
    }
}
