package dev.madrugada.report.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class AxisTest {
    @Test
    void placesTicksAtRoundNumbers() {
        assertThat(ticks("3", "937")).containsExactly("0", "200", "400", "600", "800", "1,000");
        assertThat(ticks("0.031")).containsExactly("0", "0.01", "0.02", "0.03", "0.04");
    }

    @Test
    void alwaysIncludesZero() {
        assertThat(ticks("-8.8", "14")).containsExactly("-10", "-5", "0", "5", "10", "15");
        assertThat(ticks("-3", "-1")).containsExactly("-3", "-2", "-1", "0");
        assertThat(ticks("0", "0")).containsExactly("0", "1");
        assertThat(ticks()).containsExactly("0", "1");
    }

    @Test
    void mapsValuesToRelativePositions() {
        Axis axis = Axis.containing(List.of(new BigDecimal("-50"), new BigDecimal("100")));
        assertThat(axis.position(axis.low())).isZero();
        assertThat(axis.position(axis.high())).isEqualTo(1);
        assertThat(axis.position(BigDecimal.ZERO)).isBetween(0.33, 0.34);
    }

    @Test
    void writesLargeNumbersInScientificNotation() {
        assertThat(ticks("3e20").get(1)).isEqualTo("1×10²⁰");
    }

    private static List<String> ticks(String... values) {
        return Axis.containing(Arrays.stream(values).map(BigDecimal::new).toList()).ticks().stream()
                .map(Axis::text)
                .toList();
    }
}
