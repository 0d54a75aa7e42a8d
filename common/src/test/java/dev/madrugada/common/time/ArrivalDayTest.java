package dev.madrugada.common.time;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;

class ArrivalDayTest {
    private static final ArrivalDay DAY = new ArrivalDay(LocalDate.parse("2001-01-01"));

    @Test
    void aDayEndsAtMidnightAndMayBeReadAfterTheSettleDelay() {
        assertThat(DAY.end()).isEqualTo("2001-01-02T00:00:00Z");
        assertThat(DAY.settled()).isEqualTo("2001-01-02T00:05:00Z");
    }

    @Test
    void theLastSettledDayChangesExactlyAfterTheSettleDelay() {
        assertThat(ArrivalDay.lastSettled(DAY.settled())).isEqualTo(DAY);
        assertThat(ArrivalDay.lastSettled(DAY.settled().minusNanos(1)).date()).isEqualTo("2000-12-31");
        assertThat(ArrivalDay.lastSettled(Instant.parse("2001-01-02T23:59:59Z")))
                .isEqualTo(DAY);
    }
}
