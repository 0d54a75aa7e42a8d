package dev.madrugada.warehouse.redshift;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PrintedTimeTest {
    @ParameterizedTest
    @CsvSource({
        "0001-01-01 00:00:00, 0001-01-01T00:00:00Z",
        "1582-10-14 23:59:59, 1582-10-14T23:59:59Z",
        "1582-10-04 00:00:00, 1582-10-04T00:00:00Z",
        "2000-02-29 01:02:03.000001, 2000-02-29T01:02:03.000001Z",
        "2000-02-29 01:02:03.5+00, 2000-02-29T01:02:03.500Z",
        "2000-02-29 01:02:03+05:30, 2000-02-28T19:32:03Z",
        "1800-01-01 00:00:00-00:25:21, 1800-01-01T00:25:21Z",
        "0044-03-15 12:00:00 BC, -0043-03-15T12:00:00Z",
        "0044-03-15 12:00:00+00 BC, -0043-03-15T12:00:00Z",
        "294276-12-31 23:59:59.999999, +294276-12-31T23:59:59.999999Z",
        "2001-01-01, 2001-01-01T00:00:00Z",
    })
    void parsesInstants(String printed, String instant) {
        assertThat(PrintedTime.instant(printed)).isEqualTo(Instant.parse(instant));
    }

    @Test
    void parsesDays() {
        assertThat(PrintedTime.day("0001-01-01")).isEqualTo(LocalDate.of(1, 1, 1));
        assertThat(PrintedTime.day("1500-02-28")).isEqualTo(LocalDate.of(1500, 2, 28));
        assertThat(PrintedTime.day("4713-01-01 BC")).isEqualTo(LocalDate.of(-4712, 1, 1));
        assertThat(PrintedTime.day("12026-03-01")).isEqualTo(LocalDate.of(12026, 3, 1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"infinity", "-infinity"})
    void keepsInfinityAsText(String printed) {
        assertThat(PrintedTime.day(printed)).isEqualTo(printed);
        assertThat(PrintedTime.instant(printed)).isEqualTo(printed);
    }
}
