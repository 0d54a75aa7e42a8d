package dev.madrugada.transform.enrich;

import dev.madrugada.common.contract.ColumnType;
import dev.madrugada.common.spark.SparkTypes;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.catalyst.expressions.Cast;
import org.apache.spark.sql.catalyst.expressions.EvalMode;
import scala.Option;

/**
 * SQL's {@code try_cast}: null where the type cannot hold the value. Column.cast outside ANSI mode wraps a whole number
 * around instead, and in ANSI mode one record's overflow would end the job. Column has no method for it before Spark 4.
 */
final class TriedCast {
    private TriedCast() {}

    static Column of(Column value, ColumnType type) {
        return new Column(new Cast(value.expr(), SparkTypes.of(type), Option.empty(), EvalMode.TRY()));
    }
}
