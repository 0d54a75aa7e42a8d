package dev.madrugada.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class SpanGrowthTest {
    private static final long FEW = 1 << 20;
    private static final long MANY = 600L << 20;

    private final SpanGrowth growth = new SpanGrowth();

    @Test
    void growsWhileReadsAreFast() {
        assertThat(growth.hours()).isEqualTo(1);
        growth.note(1, Duration.ofSeconds(2), FEW);
        assertThat(growth.hours()).isEqualTo(4);
        growth.note(4, Duration.ofSeconds(2), FEW);
        growth.note(16, Duration.ofSeconds(2), FEW);
        assertThat(growth.hours()).isEqualTo(16);
    }

    @Test
    void staysIfTheNextLengthWouldBeSlowOrLarge() {
        growth.note(1, Duration.ofMinutes(1), FEW);
        assertThat(growth.hours()).isEqualTo(1);
        growth.note(1, Duration.ofSeconds(2), MANY / 4);
        assertThat(growth.hours()).isEqualTo(1);
    }

    @Test
    void shrinksIfAReadWasSlowOrLarge() {
        growth.note(1, Duration.ofSeconds(2), FEW);
        growth.note(4, Duration.ofSeconds(2), FEW);
        growth.note(16, Duration.ofMinutes(5), FEW);
        assertThat(growth.hours()).isEqualTo(4);
        growth.note(4, Duration.ofSeconds(2), MANY);
        assertThat(growth.hours()).isEqualTo(1);
        growth.note(1, Duration.ofHours(1), MANY);
        assertThat(growth.hours()).isEqualTo(1);
    }
}
