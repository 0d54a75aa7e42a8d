package dev.madrugada.transform.parse;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IsoTimeTest {
    @ParameterizedTest
    @CsvSource({
        "2001-01-01T00:00:00Z, 2001-01-01T00:00:00Z",
        "2001-01-01T00:00Z, 2001-01-01T00:00:00Z",
        "2001-01-01T00:00:00.1Z, 2001-01-01T00:00:00.1Z",
        "2001-01-01T00:00:00.123456789Z, 2001-01-01T00:00:00.123456Z",
        "1969-12-31T23:59:59.999999999Z, 1969-12-31T23:59:59.999999Z",
        "2001-01-01T00:30:00+01:00, 2000-12-31T23:30:00Z",
        "2001-01-01T00:30:00-0130, 2001-01-01T02:00:00Z",
        "2001-01-01T00:30:00+18, 2000-12-31T06:30:00Z",
        "2000-02-29T12:00:00Z, 2000-02-29T12:00:00Z",
        "0001-01-01T00:00:00Z, 0001-01-01T00:00:00Z",
        "9999-12-31T23:59:59.999999Z, 9999-12-31T23:59:59.999999Z"
    })
    void timestampsAreParsedToTheMicrosecond(String text, Instant expected) {
        assertThat(IsoTime.micros(text)).isEqualTo(expected.getEpochSecond() * 1_000_000 + expected.getNano() / 1_000);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Z",
                "2001-01-01",
                "2001-01-01T",
                "2001-01-01T00:00:00",
                "2001-01-01T00:00:00.Z",
                "2001-01-01T00:00:00.1234567890Z",
                "2001-01-01T00:00:00,5Z",
                "2001-01-01t00:00:00z",
                "2001-01-01T00:00:00+19:00",
                "2001-01-01T00:00:00+1",
                "2001-01-01T00:00:00+01:60",
                "2001-01-01T00:00:00+01:0",
                "2001-01-01T00:00:00+18:01",
                "2001-01-01T00:00:00ZZ",
                "2001-01-01T0:00:00Z",
                "2001-01-01T00:60:00Z",
                "2001-02-30T00:00:00Z",
                "0000-01-01T00:00:00Z",
                "12001-01-01T00:00:00Z",
                "2001-01-01T00:00:0Z",
                "2001-01-01T00:00:",
                "2001-01-01T00.00Z",
                "2001-01-01T00-00Z0",
                "\u0662001-01-01T00:00:00Z",
                "2001-13-01T00:00:00Z",
                "2001-01-01T00:00.5Z"
            })
    void otherTextsAreNotTimestamps(String text) {
        assertThat(IsoTime.micros(text)).isEqualTo(IsoTime.NONE);
    }

    @Test
    void onlyDatesOfTheCalendarAreParsed() {
        assertThat(IsoTime.epochDay("1970-01-02")).isEqualTo(1);
        assertThat(IsoTime.epochDay("2001-02-29")).isEqualTo(IsoTime.NONE);
        assertThat(IsoTime.epochDay("2001-04-31")).isEqualTo(IsoTime.NONE);
        assertThat(IsoTime.epochDay("2001-01-011")).isEqualTo(IsoTime.NONE);
        assertThat(IsoTime.epochDay("2001/01/01")).isEqualTo(IsoTime.NONE);
    }
}
