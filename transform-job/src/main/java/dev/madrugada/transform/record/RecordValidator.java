package dev.madrugada.transform.record;

import dev.madrugada.transform.enrich.LookedUp;
import dev.madrugada.transform.parse.CatalystValues;
import dev.madrugada.transform.parse.ParsedPayload;
import dev.madrugada.transform.parse.ParsedPayload.ParsedRow;
import dev.madrugada.transform.parse.PayloadParser;
import dev.madrugada.transform.parse.Reason;
import dev.madrugada.transform.parse.ReasonCode;
import dev.madrugada.transform.parse.Timeliness;
import dev.madrugada.transform.record.ValidatedRecord.ValidRow;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.jspecify.annotations.Nullable;

/**
 * Validates one record at a time: its payload is parsed once, then each row gets the lookups' columns, the derived
 * columns and its event day, and is checked. A record with any reason is refused whole. Of several rows, the first one
 * that is not valid gives the reasons. Not thread-safe: each task has its own.
 */
public final class RecordValidator {
    private final RecordPlan plan;
    private final PayloadParser parser;
    private final Timeliness timeliness;
    private LocalDate arrivalDay = LocalDate.EPOCH;

    RecordValidator(RecordPlan plan) {
        this.plan = plan;
        this.parser = new PayloadParser(plan.payload());
        this.timeliness = plan.timeliness();
    }

    public ValidatedRecord validated(RawRecord raw) {
        ParsedPayload parsed = parser.parse(raw.payload());
        List<Reason> reasons = new ArrayList<>(parsed.reasons());
        List<ValidRow> rows = new ArrayList<>(parsed.rows().size());
        boolean isRefused = false;
        for (ParsedRow row : parsed.rows()) {
            List<Reason> own = new ArrayList<>(0);
            rows.add(validated(row, raw, !parsed.reasons().isEmpty() || isRefused, own));
            if (!isRefused) {
                own.forEach(reason -> reasons.add(plan.at(row.index(), reason)));
                isRefused = !own.isEmpty();
            }
        }
        reasons.replaceAll(plan.sensitive()::masked);
        return new ValidatedRecord(rows, reasons);
    }

    /** The columns whose field occurred so far; see {@link PayloadParser#seen}. */
    public BitSet seen() {
        return parser.seen();
    }

    /**
     * Completes a row.
     *
     * @param isRefused whether the record is refused already; then expressions are not computed, so that they never see
     *     an incomplete record
     * @param reasons gets the reasons for refusing this row
     */
    private ValidRow validated(ParsedRow parsed, RawRecord raw, boolean isRefused, List<Reason> reasons) {
        GenericInternalRow values = typed(parsed);
        addLookups(values, reasons);
        if (!isRefused && reasons.isEmpty()) {
            add(plan.derived().addTo(values), reasons);
        }
        if (!isRefused && reasons.isEmpty()) {
            reasons.addAll(plan.checks().reasons(values));
        }
        Integer eventDay = eventDay(values, raw, isRefused, reasons);
        return new ValidRow(parsed.index(), eventDay, values);
    }

    /** The payload's values, and nulls for the columns after them. */
    private GenericInternalRow typed(ParsedRow parsed) {
        GenericInternalRow values = new GenericInternalRow(plan.columns());
        List<@Nullable Object> plain = parsed.values();
        for (int i = 0; i < plain.size(); i++) {
            values.update(i, CatalystValues.of(plain.get(i), plan.payloadType(i)));
        }
        return values;
    }

    private void addLookups(GenericInternalRow values, List<Reason> reasons) {
        for (LookedUp lookup : plan.lookups()) {
            add(lookup.addTo(values), reasons);
        }
    }

    private @Nullable Integer eventDay(
            GenericInternalRow values, RawRecord raw, boolean isRefused, List<Reason> reasons) {
        Long happened = happenedMicros(values, raw);
        if (happened == null) {
            if (!isRefused && reasons.isEmpty()) {
                reasons.add(
                        new Reason(ReasonCode.MissingRequired, plan.eventTime(), "the event time is missing or null"));
            }
            return null;
        }
        LocalDate day = timeliness.dayOf(happened);
        timeliness.refusal(happened, day, raw.arrivedMicros(), arrivalDay(raw)).ifPresent(reasons::add);
        return (int) day.toEpochDay();
    }

    /** All records of a task have the same arrival day. */
    private LocalDate arrivalDay(RawRecord raw) {
        if (arrivalDay.toEpochDay() != raw.arrivalDay()) {
            arrivalDay = LocalDate.ofEpochDay(raw.arrivalDay());
        }
        return arrivalDay;
    }

    /** The event time in microseconds; null if the row has none. */
    private @Nullable Long happenedMicros(GenericInternalRow values, RawRecord raw) {
        if (plan.eventColumn() < 0) {
            return raw.arrivedMicros();
        }
        Object value = values.genericGet(plan.eventColumn());
        return value == null ? null : (Long) timeliness.micros(value);
    }

    private static void add(@Nullable Reason reason, List<Reason> reasons) {
        if (reason != null) {
            reasons.add(reason);
        }
    }
}
