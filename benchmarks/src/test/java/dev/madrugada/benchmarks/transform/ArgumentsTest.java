package dev.madrugada.benchmarks.transform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;

class ArgumentsTest {
    @Test
    void measuresSpeedWithoutArguments() {
        Arguments arguments = Arguments.parse(List.of());

        assertThat(arguments.scenarios()).containsExactly(Scenario.SPEED);
        assertThat(arguments.sizes()).isEqualTo(Sizes.WHOLE);
    }

    @Test
    void takesScenariosAndSizesInAnyOrder() {
        Arguments arguments = Arguments.parse(List.of("days", "--events", "500", "--reduced", "heap", "--rounds", "3"));

        assertThat(arguments.scenarios()).containsExactly(Scenario.HEAP, Scenario.DAYS);
        assertThat(arguments.sizes().events()).isEqualTo(500);
        assertThat(arguments.sizes().rounds()).isEqualTo(3);
        assertThat(arguments.sizes().warmRuns()).isEqualTo(Sizes.REDUCED.warmRuns());
    }

    @Test
    void refusesUnknownScenariosAndNumbers() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Arguments.parse(List.of("fast")))
                .withMessage("unknown: fast");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Arguments.parse(List.of("--events", "3M")))
                .withMessage("not a number from 1 to 999999999: '3M'");
    }
}
