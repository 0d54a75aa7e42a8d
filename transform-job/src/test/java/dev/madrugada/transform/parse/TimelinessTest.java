package dev.madrugada.transform.parse;

import static org.assertj.core.api.Assertions.assertThat;

import dev.madrugada.common.contract.EventTime;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TimelinessTest {
    @ParameterizedTest
    @CsvSource({
        "UTC,                 2001-01-01T00:00:00Z,        2001-01-02T23:59:59.999999Z, ",
        "UTC,                 2000-12-31T23:59:59.999999Z, 2001-01-02T00:00:00Z,        TooLate",
        "UTC,                 2001-01-01T01:00:00Z,        2001-01-01T00:00:00Z,        ",
        "UTC,                 2001-01-01T01:00:00.000001Z, 2001-01-01T00:00:00Z,        InFuture",
        "America/Los_Angeles, 2001-01-02T07:59:59Z,        2001-01-03T07:59:59Z,        ",
        "America/Los_Angeles, 2001-01-02T07:59:59Z,        2001-01-03T08:00:00Z,        TooLate",
        "Asia/Tokyo,          2001-01-01T14:59:59Z,        2001-01-02T14:59:59Z,        ",
        "Asia/Tokyo,          2001-01-01T14:59:59Z,        2001-01-02T15:00:00Z,        TooLate"
    })
    void lateAndFutureAreDecidedAgainstTheArrival(
            String zone, Instant happened, Instant arrived, @Nullable ReasonCode code) {
        Timeliness timeliness = Timeliness.of(eventTime(zone));
        LocalDate eventDay = timeliness.dayOf(micros(happened));
        Optional<Reason> refusal = timeliness.refusal(
                micros(happened), eventDay, micros(arrived), LocalDate.ofInstant(arrived, ZoneId.of(zone)));
        assertThat(eventDay).isEqualTo(LocalDate.ofInstant(happened, ZoneId.of(zone)));
        assertThat(refusal.map(Reason::code)).isEqualTo(Optional.ofNullable(code));
    }

    private static long micros(Instant instant) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, instant);
    }

    @Test
    void aDateHappensAtItsFirstInstantInTheDayZone() {
        Timeliness timeliness = Timeliness.of(eventTime("Europe/Madrid"));
        int day = (int) LocalDate.parse("2001-01-02").toEpochDay();
        long micros = timeliness.micros(day);

        assertThat(Instant.EPOCH.plus(micros, ChronoUnit.MICROS)).isEqualTo("2001-01-01T23:00:00Z");
        assertThat(timeliness.dayOf(micros)).isEqualTo("2001-01-02");
    }

    @Test
    void theReasonsOfASensitiveEventTimeDoNotTellIt() {
        LocalDate day = LocalDate.parse("2001-01-09");
        long arrived = day.atStartOfDay(ZoneOffset.UTC).toEpochSecond() * 1_000_000;
        Timeliness timeliness = Timeliness.ofSensitive(eventTime("UTC"));

        assertThat(timeliness.refusal(arrived - 432_000_000_000L, day.minusDays(5), arrived, day))
                .contains(new Reason(
                        ReasonCode.TooLate,
                        "at",
                        "the arrival is too many days after the event day; lateness-days is 1"));
        assertThat(timeliness.refusal(arrived + 7_000_000_000L, day, arrived, day))
                .contains(new Reason(
                        ReasonCode.InFuture,
                        "at",
                        "the event time is too long after the arrival; future-tolerance is PT1H"));
    }

    private static EventTime eventTime(String zone) {
        return new EventTime("at", ZoneId.of(zone), "day", 1, Duration.ofHours(1));
    }
}
