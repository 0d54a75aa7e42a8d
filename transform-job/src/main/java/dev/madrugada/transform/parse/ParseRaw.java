package dev.madrugada.transform.parse;

import dev.madrugada.common.contract.EventTime;
import dev.madrugada.common.contract.Payload;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.jspecify.annotations.Nullable;

/**
 * Parses the raw rows of one Spark task. It is serialised with the contract's values only; each task builds its own
 * parser.
 */
record ParseRaw(Payload payload, EventTime eventTime, SeenColumns seen) implements MapPartitionsFunction<Row, Row> {
    private static final Row[] NONE = {};

    @Override
    public Iterator<Row> call(Iterator<Row> rawRows) {
        PayloadParser parser = new PayloadParser(payload);
        Timeliness timeliness = new Timeliness(eventTime);
        int eventColumn = eventColumn();
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                boolean hasNext = rawRows.hasNext();
                if (!hasNext) {
                    seen.add(parser.seen());
                }
                return hasNext;
            }

            @Override
            public Row next() {
                return parsed(rawRows.next(), parser, timeliness, eventColumn);
            }
        };
    }

    private int eventColumn() {
        List<String> names =
                payload.columns().stream().map(source -> source.column().name()).toList();
        return names.indexOf(eventTime.column());
    }

    private static Row parsed(Row raw, PayloadParser parser, Timeliness timeliness, int eventColumn) {
        ParsedPayload parsed = parser.parse(raw.<byte[]>getAs(ParsedRecords.PAYLOAD_AT));
        List<Reason> reasons = parsed.reasons();
        Integer eventDay = null;
        if (parsed.values().get(eventColumn) instanceof Long happened) {
            LocalDate day = timeliness.dayOf(happened);
            eventDay = (int) day.toEpochDay();
            Optional<Reason> refusal = timeliness.refusal(
                    happened,
                    day,
                    raw.getLong(ParsedRecords.ARRIVED_AT_AT),
                    LocalDate.ofEpochDay(raw.getInt(ParsedRecords.ARRIVAL_DAY_AT)));
            if (refusal.isPresent()) {
                reasons = new ArrayList<>(reasons);
                reasons.add(refusal.get());
            }
        }
        int rawColumns = raw.size();
        @Nullable
        Object[] row = new @Nullable Object[rawColumns + 2 + parsed.values().size()];
        for (int i = 0; i < rawColumns; i++) {
            row[i] = raw.get(i);
        }
        row[rawColumns] = eventDay;
        row[rawColumns + 1] =
                reasons.isEmpty() ? NONE : reasons.stream().map(Reason::row).toArray(Row[]::new);
        for (int i = 0; i < parsed.values().size(); i++) {
            row[rawColumns + 2 + i] = parsed.values().get(i);
        }
        return RowFactory.create(row);
    }
}
