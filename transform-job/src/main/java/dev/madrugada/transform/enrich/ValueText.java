package dev.madrugada.transform.enrich;

import dev.madrugada.common.contract.Column;
import dev.madrugada.common.spark.SparkTypes;
import dev.madrugada.transform.parse.Masked;
import org.apache.spark.sql.catalyst.expressions.Cast;
import org.apache.spark.sql.catalyst.expressions.EvalMode;
import org.apache.spark.sql.catalyst.expressions.Literal;
import org.apache.spark.sql.types.DataTypes;
import org.jspecify.annotations.Nullable;
import scala.Option;

/** The text of a value in a reason's example. */
final class ValueText {
    private ValueText() {}

    /** The masked text of a column's value; null if the column is sensitive. */
    static @Nullable String masked(@Nullable Object value, Column column) {
        if (column.isSensitive()) {
            return null;
        }
        Cast text = new Cast(
                Literal.create(value, SparkTypes.of(column.type())),
                DataTypes.StringType,
                Option.apply("UTC"),
                EvalMode.LEGACY());
        return Masked.of(String.valueOf(text.eval(null)));
    }
}
