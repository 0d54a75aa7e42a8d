package dev.madrugada.transform.parse;

import dev.madrugada.common.contract.ColumnType;
import java.util.OptionalLong;

/** Reads {@code timestamp} columns from texts, in {@link IsoTime}'s format. */
final class TimestampReader extends ValueReader {
    TimestampReader(ColumnType type) {
        super(type);
    }

    @Override
    ParsedValue text(String text) {
        OptionalLong micros = IsoTime.micros(text);
        return micros.isPresent()
                ? ParsedValue.of(micros.getAsLong())
                : mismatch("a text that is not an ISO-8601 timestamp with Z or an offset");
    }
}
