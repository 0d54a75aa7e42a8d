package dev.madrugada.transform.parse;

import dev.madrugada.common.contract.ColumnType;
import java.util.OptionalInt;

/** Days as {@link IsoTime} reads them. */
final class DateReader extends ValueReader {
    DateReader(ColumnType type) {
        super(type);
    }

    @Override
    ParsedValue text(String text) {
        OptionalInt day = IsoTime.epochDay(text);
        return day.isPresent() ? ParsedValue.of(day.getAsInt()) : mismatch("a text that is no ISO-8601 day");
    }
}
