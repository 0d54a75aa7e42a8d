package dev.madrugada.night;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.madrugada.night.machine.NightStage;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StageLimitsTest {
    @Test
    void aDeploymentSetsSomeLimitsAndTheOthersKeepTheirDefaults() {
        Map<String, Integer> limits = StageLimits.of(Map.of("STAGE_LIMITS", "ingest=7200, load=60"));

        assertThat(limits)
                .containsEntry("ingest", 7200)
                .containsEntry("load", 60)
                .containsEntry("transform", NightStage.TRANSFORM.limitSeconds());
        assertThat(limits.keySet()).containsExactly("ingest", "transform", "quality", "gate", "load", "report");
    }

    @ParameterizedTest
    @ValueSource(strings = {"plan=60", "ingest", "ingest=", "ingest=0", "ingest=5", "ingest=1h", "ingest=999999999"})
    void anInvalidEntryIsRefused(String entry) {
        assertThatThrownBy(() -> StageLimits.of(Map.of("STAGE_LIMITS", "load=60," + entry)))
                .hasMessageStartingWith(
                        "InvalidArguments: the plan function's environment variable STAGE_LIMITS: '" + entry + "'")
                .hasMessageContaining("write it such as ingest=7200,load=3600");
    }
}
