package dev.madrugada.transform;

import static org.assertj.core.api.Assertions.assertThat;

import dev.madrugada.common.contract.EventTime;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LatenessWindowTest {
    private static final LocalDate DAY = LocalDate.parse("2001-01-10");

    @Test
    void daysInUtcAreThoseOfLatenessAndTolerance() {
        LatenessWindow window = window("UTC", 1, Duration.ofHours(1));
        assertThat(window.eventDaysOf(DAY)).containsExactly(DAY.minusDays(1), DAY, DAY.plusDays(1));
        assertThat(window.arrivalDaysOf(List.of(DAY))).containsExactly(DAY.minusDays(1), DAY, DAY.plusDays(1));
        assertThat(window("UTC", 0, Duration.ZERO).eventDaysOf(DAY)).containsExactly(DAY);
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTC", "Pacific/Kiritimati", "Pacific/Pago_Pago", "America/New_York", "Asia/Kathmandu"})
    void anEventDayIsOfAnArrivalDayExactlyIfThatIsOfItsOwn(String zone) {
        for (int lateness : new int[] {0, 1, 30}) {
            LatenessWindow window = window(zone, lateness, Duration.ofDays(2));
            for (int i = -40; i <= 40; i++) {
                LocalDate eventDay = DAY.plusDays(i);
                assertThat(window.eventDaysOf(DAY).contains(eventDay))
                        .isEqualTo(window.arrivalDaysOf(List.of(eventDay)).contains(DAY));
            }
        }
    }

    private static LatenessWindow window(String zone, int lateness, Duration tolerance) {
        return new LatenessWindow(new EventTime("at", ZoneId.of(zone), "day", lateness, tolerance));
    }
}
