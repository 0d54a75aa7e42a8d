package dev.madrugada.transform.record;

import dev.madrugada.transform.enrich.LookedUp;
import dev.madrugada.transform.parse.CatalystValues;
import dev.madrugada.transform.parse.ParsedPayload;
import dev.madrugada.transform.parse.ParsedPayload.ParsedRow;
import dev.madrugada.transform.parse.PayloadParser;
import dev.madrugada.transform.parse.Reason;
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
 * columns and its event day. A record with any reason is refused whole. Not thread-safe: each task has its own.
 */
public final class RecordValidator {
    private final RecordPlan plan;
    private final PayloadParser parser;
    private final Timeliness timeliness;

    RecordValidator(RecordPlan plan) {
        this.plan = plan;
        this.parser = new PayloadParser(plan.payload());
        this.timeliness = new Timeliness(plan.eventTime());
    }

    public ValidatedRecord validated(RawRecord raw) {
        ParsedPayload parsed = parser.parse(raw.payload());
        List<Reason> reasons = new ArrayList<>(parsed.reasons());
        List<ValidRow> rows = new ArrayList<>(parsed.rows().size());
        for (ParsedRow row : parsed.rows()) {
            rows.add(validated(row, raw, reasons));
        }
        return new ValidatedRecord(rows, reasons);
    }

    /** The columns whose field occurred so far; see {@link PayloadParser#seen}. */
    public BitSet seen() {
        return parser.seen();
    }

    private ValidRow validated(ParsedRow parsed, RawRecord raw, List<Reason> reasons) {
        GenericInternalRow values = typed(parsed);
        addLookups(values, reasons);
        addDerived(values, reasons);
        Integer eventDay = eventDay(values, raw, reasons);
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

    /** An expression never sees an incomplete record: a refused record's derived columns are null. */
    private void addDerived(GenericInternalRow values, List<Reason> reasons) {
        if (reasons.isEmpty()) {
            add(plan.derived().addTo(values), reasons);
        }
    }

    private @Nullable Integer eventDay(GenericInternalRow values, RawRecord raw, List<Reason> reasons) {
        Long happened = happenedMicros(values, raw);
        if (happened == null) {
            return null;
        }
        LocalDate day = timeliness.dayOf(happened);
        timeliness
                .refusal(happened, day, raw.arrivedMicros(), LocalDate.ofEpochDay(raw.arrivalDay()))
                .ifPresent(reasons::add);
        return (int) day.toEpochDay();
    }

    /** The event time in microseconds; null if the row has none. */
    private @Nullable Long happenedMicros(GenericInternalRow values, RawRecord raw) {
        return plan.eventColumn() < 0 ? (Long) raw.arrivedMicros() : (Long) values.genericGet(plan.eventColumn());
    }

    private static void add(@Nullable Reason reason, List<Reason> reasons) {
        if (reason != null) {
            reasons.add(reason);
        }
    }
}
