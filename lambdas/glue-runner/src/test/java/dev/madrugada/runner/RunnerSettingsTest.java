package dev.madrugada.runner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RunnerSettingsTest {
    @Test
    void activitiesAreSeparatedByCommas() {
        assertThat(RunnerSettings.of(Map.of("ACTIVITIES", " arn:a,, arn:b,", "CLAIMS_TABLE", "t")))
                .isEqualTo(new RunnerSettings(List.of("arn:a", "arn:b"), "t"));
    }

    @Test
    void whatIsMissingIsNamed() {
        assertThatThrownBy(() -> RunnerSettings.of(Map.of("ACTIVITIES", ",", "CLAIMS_TABLE", "t")))
                .hasMessageStartingWith("InvalidArguments: the function's environment: ACTIVITIES is missing; ");
        assertThatThrownBy(() -> RunnerSettings.of(Map.of("ACTIVITIES", "arn:a", "CLAIMS_TABLE", " ")))
                .hasMessageStartingWith("InvalidArguments: the function's environment: CLAIMS_TABLE is missing; ");
    }
}
