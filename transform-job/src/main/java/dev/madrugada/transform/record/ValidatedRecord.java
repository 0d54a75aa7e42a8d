package dev.madrugada.transform.record;

import dev.madrugada.transform.parse.Reason;
import java.util.List;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.jspecify.annotations.Nullable;

/**
 * A raw record after validation.
 *
 * @param rows the record's rows, in the payload's order; if the record is refused, the values that could be read
 * @param reasons why the record is refused; empty if it is valid
 */
public record ValidatedRecord(List<ValidRow> rows, List<Reason> reasons) {
    /**
     * One row of a record.
     *
     * @param index the position of the row's element in the array that makes the rows; 0 for a record of one row
     * @param eventDay the event day, in days since 1970-01-01; null if the row has no event time, which a valid record
     *     always has
     * @param values one per column of the contract, in its order, as Spark's values; derived columns are null in refused
     *     records
     */
    public record ValidRow(int index, @Nullable Integer eventDay, GenericInternalRow values) {}

    public boolean isValid() {
        return reasons.isEmpty();
    }
}
