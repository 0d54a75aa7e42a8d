package dev.madrugada.transform.parse;

import dev.madrugada.common.contract.DatasetContract;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/** Reads the event time of single payloads, as transform reads it. Not for several threads at once. */
public final class EventTimeReader {
    private final PayloadParser parser;
    private final int column;

    public EventTimeReader(DatasetContract contract) {
        this.parser = new PayloadParser(contract.payload());
        this.column = contract.payload().columns().stream()
                .map(source -> source.column().name())
                .toList()
                .indexOf(contract.eventTime().column());
    }

    /** When the event of the first row happened; empty if the payload cannot be read or has no valid event time. */
    public Optional<Instant> read(byte[] payload) {
        List<ParsedPayload.ParsedRow> rows = parser.parse(payload).rows();
        return column >= 0 && !rows.isEmpty() && rows.get(0).values().get(column) instanceof Long micros
                ? Optional.of(Instant.EPOCH.plus(micros, ChronoUnit.MICROS))
                : Optional.empty();
    }
}
