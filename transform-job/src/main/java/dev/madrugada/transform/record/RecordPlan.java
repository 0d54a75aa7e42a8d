package dev.madrugada.transform.record;

import dev.madrugada.common.contract.Column;
import dev.madrugada.common.contract.ColumnType;
import dev.madrugada.common.contract.DatasetContract;
import dev.madrugada.common.contract.EventTime;
import dev.madrugada.common.contract.Payload;
import dev.madrugada.common.contract.SourceColumn;
import dev.madrugada.transform.enrich.DerivedValues;
import dev.madrugada.transform.enrich.LookedUp;
import dev.madrugada.transform.enrich.LookupTable;
import dev.madrugada.transform.enrich.RowChecks;
import dev.madrugada.transform.parse.Reason;
import dev.madrugada.transform.parse.Timeliness;
import java.io.Serializable;
import java.util.List;
import org.apache.spark.sql.SparkSession;

/**
 * What a contract asks for each record, made once on the driver and sent to every task, which makes its own
 * {@link RecordValidator} of it. The lookups' rows are broadcast and do not travel with the tasks.
 */
public final class RecordPlan implements Serializable {
    private static final long serialVersionUID = 1L;

    private final Payload payload;
    private final ColumnType[] payloadTypes;
    private final int columns;
    private final LookedUp[] lookups;
    private final DerivedValues derived;
    private final RowChecks checks;
    private final SensitiveColumns sensitive;
    private final EventTime eventTime;
    private final int eventColumn;

    private RecordPlan(DatasetContract contract, List<LookedUp> lookups, DerivedValues derived, RowChecks checks) {
        this.payload = contract.payload();
        this.payloadTypes = payload.columns().stream()
                .map(SourceColumn::column)
                .map(Column::type)
                .toArray(ColumnType[]::new);
        List<String> names = contract.columns().stream().map(Column::name).toList();
        this.columns = names.size();
        this.lookups = lookups.toArray(LookedUp[]::new);
        this.derived = derived;
        this.checks = checks;
        this.sensitive = SensitiveColumns.of(contract, derived.notShown());
        this.eventTime = contract.eventTime();
        this.eventColumn = eventTime.isArrival() ? -1 : names.indexOf(eventTime.column());
    }

    /**
     * Analyses the contract's expressions and broadcasts its lookups. The contract has passed
     * {@link dev.madrugada.transform.enrich.ExpressionCheck#verify}.
     */
    public static RecordPlan of(SparkSession spark, DatasetContract contract, List<LookupTable> lookups) {
        return new RecordPlan(
                contract,
                LookedUp.of(spark, contract, lookups),
                DerivedValues.of(spark, contract),
                RowChecks.of(spark, contract));
    }

    /** A validator for one task. */
    public RecordValidator validator() {
        return new RecordValidator(this);
    }

    Payload payload() {
        return payload;
    }

    ColumnType payloadType(int column) {
        return payloadTypes[column];
    }

    /** The number of the contract's columns. */
    int columns() {
        return columns;
    }

    LookedUp[] lookups() {
        return lookups;
    }

    DerivedValues derived() {
        return derived;
    }

    /** A reason of one row; of several rows, the detail names the row's element. */
    Reason at(int index, Reason reason) {
        return payload.rows() == null
                ? reason
                : new Reason(
                        reason.code(),
                        reason.column(),
                        payload.rows() + "[" + index + "]: " + reason.detail(),
                        reason.example());
    }

    RowChecks checks() {
        return checks;
    }

    SensitiveColumns sensitive() {
        return sensitive;
    }

    Timeliness timeliness() {
        return sensitive.contains(eventTime.column()) ? Timeliness.ofSensitive(eventTime) : Timeliness.of(eventTime);
    }

    /** The event time's column; {@link EventTime#ARRIVAL} for the arrival time. */
    String eventTime() {
        return eventTime.column();
    }

    /** The position of the event time's column among the contract's columns; negative for the arrival time. */
    int eventColumn() {
        return eventColumn;
    }
}
