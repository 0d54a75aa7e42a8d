package dev.madrugada.transform.parse;

import dev.madrugada.common.contract.ColumnType;
import java.util.OptionalLong;

/** Instants as {@link IsoTime} reads them. */
final class TimestampReader extends ValueReader {
    TimestampReader(ColumnType type) {
        super(type);
    }

    @Override
    ParsedValue text(String text) {
        OptionalLong micros = IsoTime.micros(text);
        return micros.isPresent()
                ? ParsedValue.of(micros.getAsLong())
                : mismatch("a text that is no ISO-8601 time with Z or an offset");
    }
}
