package dev.madrugada.common.lake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.madrugada.common.time.ArrivalHour;
import java.time.Instant;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PartitionTest {
    @ParameterizedTest
    @ValueSource(
            strings = {"dt=2001-01-01", "departed_on=2001-01-01", "dt=2001-01-01/hour=00", "dt=2001-01-01/hour=23"})
    void theTextOfAPartitionIsItsPath(String text) {
        assertThat(Partition.parse(text)).hasToString(text);
        assertThat(text).matches(Partition.PATTERN);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"2001-01-01", "=2001-01-01", "dt=2001-01-01/", "dt=2001-01-01/hour=24", "dt=2001-01-01/hour=5"})
    void otherTextsAreNoPartitions(String text) {
        assertThatThrownBy(() -> Partition.parse(text))
                .hasMessage("'" + text + "' is no partition such as dt=2001-01-01 or dt=2001-01-01/hour=05");
    }

    @Test
    void anHourOfRawIsAPartitionOfItsDateInUtc() {
        Partition hour = LakeLayout.arrivalHour(ArrivalHour.of(Instant.parse("2001-01-01T23:30:00Z")));

        assertThat(hour).hasToString("dt=2001-01-01/hour=23").isGreaterThan(Partition.parse("dt=2001-01-01/hour=05"));
        assertThat(hour.day()).isEqualTo(LocalDate.parse("2001-01-01"));
        assertThat(LakeLayout.arrivalDay(hour.day())).isLessThan(Partition.parse("dt=2001-01-01/hour=00"));
    }
}
