package dev.madrugada.common.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Checks the table of docs/dataset.md, and days on which clocks change. */
class EventTimeTest {
    @ParameterizedTest
    @CsvSource({
        "UTC, 0, PT0S, 2001-01-01, 2001-01-01, 2001-01-01",
        "UTC, 0, PT1H, 2001-01-01, 2000-12-31, 2001-01-01",
        "UTC, 1, PT1H, 2001-01-01, 2000-12-31, 2001-01-02",
        "UTC, 30, P2D, 2001-01-01, 2000-12-30, 2001-01-31",
        "Europe/Madrid, 0, PT1H, 2001-01-01, 2000-12-31, 2001-01-01",
        "America/New_York, 0, PT1H, 2001-01-01, 2000-12-31, 2001-01-01",
        "America/New_York, 1, PT24H, 2001-01-01, 2000-12-31, 2001-01-02",
        // In Madrid, 25 March 2001 has 23 hours: a day before its end is the day before.
        "Europe/Madrid, 0, PT0S, 2001-03-25, 2001-03-25, 2001-03-25",
        "Europe/Madrid, 0, P1D, 2001-03-26, 2001-03-24, 2001-03-26"
    })
    void computesTheFirstAndTheLastArrivalDayOfAnEventDay(
            String zone, int lateness, String tolerance, LocalDate day, LocalDate first, LocalDate last) {
        EventTime eventTime = new EventTime("at", ZoneId.of(zone), "on", lateness, Duration.parse(tolerance));

        assertThat(eventTime.firstArrival(day)).isEqualTo(first);
        assertThat(eventTime.lastArrival(day)).isEqualTo(last);
    }

    @Test
    void anEventDayBeginsAtMidnightInItsZone() {
        EventTime madrid = new EventTime("at", ZoneId.of("Europe/Madrid"), "on", 0, Duration.ZERO);

        assertThat(madrid.dayOf(Instant.parse("2000-12-31T22:59:59.999999Z"))).isEqualTo("2000-12-31");
        assertThat(madrid.dayOf(Instant.parse("2000-12-31T23:00:00Z"))).isEqualTo("2001-01-01");
    }
}
