package dev.madrugada.transform.parse;

import dev.madrugada.common.contract.ColumnType;
import java.util.OptionalInt;

/** Reads {@code date} columns from texts, in {@link IsoTime}'s format. */
final class DateReader extends ValueReader {
    DateReader(ColumnType type) {
        super(type);
    }

    @Override
    ParsedValue text(String text) {
        OptionalInt day = IsoTime.epochDay(text);
        return day.isPresent() ? ParsedValue.of(day.getAsInt()) : mismatch("a text that is not an ISO-8601 date");
    }
}
