package dev.madrugada.common.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ArrivalDayTest {
    private static final ArrivalDay DAY = new ArrivalDay(LocalDate.parse("2001-01-01"), ZoneOffset.UTC);

    @Test
    void aDayEndsAtMidnightAndMayBeReadAfterTheSettleDelay() {
        assertThat(DAY.end()).isEqualTo("2001-01-02T00:00:00Z");
        assertThat(DAY.settled()).isEqualTo("2001-01-02T00:05:00Z");
    }

    @Test
    void theLastSettledDayChangesExactlyAfterTheSettleDelay() {
        assertThat(ArrivalDay.lastSettled(DAY.settled(), ZoneOffset.UTC)).isEqualTo(DAY);
        assertThat(ArrivalDay.lastSettled(DAY.settled().minusNanos(1), ZoneOffset.UTC)
                        .date())
                .isEqualTo("2000-12-31");
        assertThat(ArrivalDay.lastSettled(Instant.parse("2001-01-02T23:59:59Z"), ZoneOffset.UTC))
                .isEqualTo(DAY);
    }

    @ParameterizedTest
    @CsvSource({
        "Europe/Madrid,     2026-03-28, 2026-03-27T23:00:00Z, 24, 24, 2026-03-28T23:05:00Z",
        "Europe/Madrid,     2026-03-29, 2026-03-28T23:00:00Z, 23, 23, 2026-03-29T22:05:00Z",
        "Europe/Madrid,     2026-10-25, 2026-10-24T22:00:00Z, 25, 25, 2026-10-25T23:05:00Z",
        // Midnight does not exist: clocks go from 00:00 to 01:00.
        "America/Sao_Paulo, 2018-11-04, 2018-11-04T03:00:00Z, 23, 23, 2018-11-05T02:05:00Z",
        "America/Sao_Paulo, 2018-02-17, 2018-02-17T02:00:00Z, 25, 25, 2018-02-18T03:05:00Z",
        "Asia/Kolkata,      2026-03-29, 2026-03-28T18:30:00Z, 24, 25, 2026-03-29T19:05:00Z",
        "Asia/Kathmandu,    2026-03-29, 2026-03-28T18:15:00Z, 24, 25, 2026-03-29T19:05:00Z",
    })
    void aDayBeginsAtItsFirstInstantInItsZone(
            ZoneId zone, LocalDate date, Instant start, int length, int hours, Instant settled) {
        ArrivalDay day = new ArrivalDay(date, zone);

        assertThat(day.start()).isEqualTo(start);
        assertThat(Duration.between(day.start(), day.end())).hasHours(length);
        assertThat(day.end()).isEqualTo(new ArrivalDay(date.plusDays(1), zone).start());
        assertThat(day.hours()).hasSize(hours).doesNotHaveDuplicates().isSorted();
        assertThat(day.settled()).isEqualTo(settled);
        assertThat(ArrivalDay.lastSettled(settled, zone)).isEqualTo(day);
        assertThat(ArrivalDay.lastSettled(settled.minusNanos(1), zone))
                .isEqualTo(new ArrivalDay(date.minusDays(1), zone));
        assertThat(ArrivalDay.of(day.start(), zone)).isEqualTo(day);
        assertThat(ArrivalDay.of(day.end().minusNanos(1), zone)).isEqualTo(day);
    }

    @Test
    void theHoursOfADayCoverItAndTouchIt() {
        ArrivalDay day = new ArrivalDay(LocalDate.parse("2026-03-29"), ZoneId.of("Asia/Kolkata"));
        List<ArrivalHour> hours = day.hours();

        assertThat(hours.get(0).start()).isEqualTo("2026-03-28T18:00:00Z");
        assertThat(hours.get(24).end()).isEqualTo("2026-03-29T19:00:00Z");
        assertThat(hours.get(1)).isEqualTo(hours.get(0).next());
    }

    @Test
    void anHourBeginsAtAFullHour() {
        assertThat(ArrivalHour.of(Instant.parse("2001-01-01T05:59:59.999Z")))
                .isEqualTo(new ArrivalHour(Instant.parse("2001-01-01T05:00:00Z")));
        assertThatThrownBy(() -> new ArrivalHour(Instant.parse("2001-01-01T05:30:00Z")))
                .hasMessage("2001-01-01T05:30:00Z is not the start of an hour of UTC");
    }

    @Test
    void theDaysOfEveryZoneJoinAndBeginAtAQuarterOfAnHour() {
        for (String id : new TreeSet<>(ZoneId.getAvailableZoneIds())) {
            ZoneId zone = ZoneId.of(id);
            for (ZoneOffsetTransition change : zone.getRules().getTransitions()) {
                LocalDate date = LocalDate.ofInstant(change.getInstant(), zone);
                if (date.getYear() >= 1980) {
                    for (LocalDate day = date.minusDays(2); day.isBefore(date.plusDays(3)); day = day.plusDays(1)) {
                        ArrivalDay arrival = new ArrivalDay(day, zone);
                        assertThat(arrival.start().getEpochSecond() % 900)
                                .as("%s", arrival)
                                .isZero();
                        assertThat(new ArrivalDay(day.plusDays(1), zone).start())
                                .as("%s", arrival)
                                .isEqualTo(arrival.end());
                    }
                }
            }
        }
    }

    @Test
    void aDayThatTheZoneDoesNotHaveIsNeverTheLastSettled() {
        ZoneId apia = ZoneId.of("Pacific/Apia");

        assertThat(new ArrivalDay(LocalDate.of(2011, 12, 30), apia).exists()).isFalse();
        assertThat(ArrivalDay.lastSettled(
                                LocalDate.of(2011, 12, 31)
                                        .atTime(2, 0)
                                        .atZone(apia)
                                        .toInstant(),
                                apia)
                        .date())
                .isEqualTo(LocalDate.of(2011, 12, 29));
    }
}
