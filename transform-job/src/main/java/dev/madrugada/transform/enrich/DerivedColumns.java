package dev.madrugada.transform.enrich;

import dev.madrugada.common.contract.Column;
import dev.madrugada.common.contract.ColumnType;
import dev.madrugada.common.contract.DatasetContract;
import dev.madrugada.common.contract.DerivedColumn;
import dev.madrugada.common.contract.Payload;
import dev.madrugada.transform.parse.Reason;
import dev.madrugada.transform.parse.ReasonCode;
import dev.madrugada.transform.parse.RecordColumns;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;

/** Records with the columns that the contract computes by expressions, each over the columns before it. */
public final class DerivedColumns {
    private static final String COMPUTED = "derived$value";

    private DerivedColumns() {}

    /**
     * The valid records with their derived columns; a refused record's are null, so that an expression never meets
     * half a record. A value its column cannot hold is a misfit like any other: null is only what the expression gave
     * as null, or what the contract wants for misfits.
     *
     * @param records with every column before the derived ones
     */
    public static Dataset<Row> addedTo(Dataset<Row> records, DatasetContract contract) {
        Dataset<Row> wider = records;
        for (DerivedColumn derived : contract.derived()) {
            wider = added(wider, derived, contract.payload().misfits());
        }
        return wider;
    }

    private static Dataset<Row> added(Dataset<Row> records, DerivedColumn derived, Payload.Misfits misfits) {
        Column column = derived.column();
        org.apache.spark.sql.Column computed =
                functions.when(RecordColumns.isValid(), functions.expr(derived.expression()));
        org.apache.spark.sql.Column isOutOfRange = functions
                .col(COMPUTED)
                .isNotNull()
                .and(functions.col(column.name()).isNull());
        Dataset<Row> wider = records.withColumn(COMPUTED, computed)
                .withColumn(column.name(), TriedCast.of(functions.col(COMPUTED), column.type()));
        if (misfits == Payload.Misfits.QUARANTINE) {
            Reason reason = new Reason(
                    ReasonCode.OutOfRange,
                    column.name(),
                    "the expression's value is not one that " + column.type() + " holds");
            wider = wider.withColumn(RecordColumns.REASONS, RecordColumns.reasonsAnd(isOutOfRange, reason));
        }
        wider = wider.drop(COMPUTED);
        if (column.type().kind() != ColumnType.Kind.VARCHAR) {
            return wider;
        }
        org.apache.spark.sql.Column value = functions.col(column.name());
        org.apache.spark.sql.Column isTooLong =
                functions.octet_length(value).gt(column.type().length());
        if (misfits == Payload.Misfits.NULL) {
            return wider.withColumn(column.name(), functions.when(functions.not(isTooLong), value));
        }
        Reason reason = new Reason(
                ReasonCode.TooLong, column.name(), "the expression gives more bytes than " + column.type() + " holds");
        return wider.withColumn(RecordColumns.REASONS, RecordColumns.reasonsAnd(isTooLong, reason));
    }
}
