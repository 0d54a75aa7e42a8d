package dev.madrugada.night.machine;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class ActivityStepFunctionTest {
    private static final Path FILE = Path.of("..", "glue-runner", "step-function-activities.json");
    private static final Map<String, JsonNode> STATES = states(ActivityStepFunction.definition());

    @Test
    void theFileIsWhatTheGeneratorWrites() throws IOException {
        assertThat(Files.readString(FILE))
                .as(
                        "generate it anew: java -cp lambdas/night/target/night-all.jar dev.madrugada.night.machine.ActivityStepFunction lambdas/glue-runner/step-function-activities.json")
                .isEqualTo(ActivityStepFunction.text());
    }

    @Test
    void theStatesAreThoseOfTheMainMachine() {
        Map<String, JsonNode> main = states(StepFunction.definition());

        assertThat(STATES.keySet()).containsExactlyElementsOf(main.keySet());
        STATES.forEach((name, state) -> {
            if (isActivity(state)) {
                assertThat(state.path("Catch"))
                        .isEqualTo(Objects.requireNonNull(main.get(name)).path("Catch"));
                assertThat(state.path("Next"))
                        .isEqualTo(Objects.requireNonNull(main.get(name)).path("Next"));
            } else if (!state.has("ItemProcessor")) {
                assertThat(state).as(name).isEqualTo(main.get(name));
            }
        });
    }

    @Test
    void everyJobAndTheMailsToTheDataTeamAreActivities() {
        assertThat(STATES.entrySet().stream()
                        .filter(entry -> isActivity(entry.getValue()))
                        .map(Map.Entry::getKey))
                .containsExactlyInAnyOrder("Ingest", "Transform", "Quality", "Load", "NotifyData", "PlanNotifyData");
        assertThat(STATES.values())
                .noneMatch(state -> state.path("Resource").asText().contains("glue:"));
    }

    @Test
    void everyActivityHasALimitAndHeartbeatsThatOutlastThreeTicks() {
        STATES.values().stream().filter(ActivityStepFunctionTest::isActivity).forEach(state -> {
            assertThat(state.path("HeartbeatSeconds").asInt()).isGreaterThan(3 * ActivityStepFunction.SCHEDULE_SECONDS);
            assertThat(state.has("TimeoutSeconds") || state.has("TimeoutSecondsPath"))
                    .isTrue();
            assertThat(state.path("Parameters").path("claim").size()).isEqualTo(4);
        });
    }

    @Test
    void aHeartbeatIsShorterThanEveryLimit() {
        NightStage.ofNight().stream()
                .filter(stage -> stage.runner() == NightStage.Runner.JOB)
                .forEach(stage ->
                        assertThat(stage.limitSeconds()).isGreaterThan(ActivityStepFunction.HEARTBEAT_SECONDS));
    }

    private static boolean isActivity(JsonNode state) {
        return state.path("Resource").asText().equals("${GlueRunnerActivity}");
    }

    private static Map<String, JsonNode> states(JsonNode machine) {
        Map<String, JsonNode> states = new LinkedHashMap<>();
        machine.path("States").fields().forEachRemaining(entry -> {
            states.put(entry.getKey(), entry.getValue());
            if (entry.getValue().has("ItemProcessor")) {
                states.putAll(states(entry.getValue().path("ItemProcessor")));
            }
        });
        return states;
    }
}
