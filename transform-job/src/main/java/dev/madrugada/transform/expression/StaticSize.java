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

/** Which calls need no limit at run time, since what they are made of keeps them small: the everyday ones. */
final class StaticSize {
    /** So many columns' texts together are not larger than a value may be. */
    private static final int MOST_PARTS = 16;

    /** Functions that give a text no longer than their longest one, a change of case aside, or a short one. */
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
        return parts(call) <= MOST_PARTS;
    }

    /** How many columns' texts the call's value is as large as, at most. */
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
                || expression instanceof ChargedResult) {
            return MOST_PARTS;
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
        return MOST_PARTS + 1;
    }

    private static int sum(int a, int b) {
        return Math.min(MOST_PARTS + 1, a + b);
    }
}
