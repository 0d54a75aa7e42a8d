package dev.madrugada.transform.parse;

import dev.madrugada.common.contract.DatasetContract;
import dev.madrugada.common.contract.EventTime;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads the event time of single payloads, as transform reads it. Not for several threads at once. */
public final class EventTimeReader {
    private final PayloadParser parser;
    private final EventTime eventTime;
    private final int column;

    /** Where a contract's event time comes from. */
    public enum Origin {
        PAYLOAD,
        /** A column of a lookup or a derived column: transform knows it, a payload alone does not. */
        LATER_COLUMN,
        ARRIVAL
    }

    public EventTimeReader(DatasetContract contract) {
        this.parser = new PayloadParser(contract.payload());
        this.eventTime = contract.eventTime();
        this.column = contract.payload().columns().stream()
                .map(source -> source.column().name())
                .toList()
                .indexOf(eventTime.column());
    }

    public Origin origin() {
        if (eventTime.isArrival()) {
            return Origin.ARRIVAL;
        }
        return column < 0 ? Origin.LATER_COLUMN : Origin.PAYLOAD;
    }

    /**
     * When the event happened: the latest time of the payload's rows, and of a date its first instant in the contract's
     * day zone. Empty if the payload cannot be read or has no valid event time, or the event time's origin is not the
     * payload.
     */
    public Optional<Instant> read(byte[] payload) {
        return column < 0
                ? Optional.empty()
                : parser.parse(payload).rows().stream()
                        .flatMap(row -> instant(row.values().get(column)).stream())
                        .max(Instant::compareTo);
    }

    private Optional<Instant> instant(@Nullable Object value) {
        if (value instanceof Integer day) {
            return Optional.of(
                    LocalDate.ofEpochDay(day).atStartOfDay(eventTime.zone()).toInstant());
        }
        return value instanceof Long micros
                ? Optional.of(Instant.EPOCH.plus(micros, ChronoUnit.MICROS))
                : Optional.empty();
    }
}
