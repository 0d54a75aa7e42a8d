package dev.madrugada.transform.parse;

import java.time.ZoneId;

/** ISO 8601, as {@link IsoTime} reads it: timestamps with an offset, dates without a time. */
final class IsoFormat extends TimeFormat {
    IsoFormat(ZoneId zone) {
        super(zone);
    }

    @Override
    long micros(String text) {
        long micros = IsoTime.micros(text);
        return micros == NONE ? NONE : bounded(micros);
    }

    @Override
    long day(String text) {
        return IsoTime.epochDay(text);
    }
}
