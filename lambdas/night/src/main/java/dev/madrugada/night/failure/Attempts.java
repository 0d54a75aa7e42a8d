package dev.madrugada.night.failure;

import com.fasterxml.jackson.databind.JsonNode;
import dev.madrugada.night.machine.NightStage;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Which attempt each stage of a run is at. It never goes back, also where the night starts again at ingest, so that
 * each attempt has a failure record of its own.
 */
public record Attempts(Map<NightStage, Integer> byStage) {
    private static final String ARGUMENT = "--attempt";

    public Attempts {
        byStage = Collections.unmodifiableMap(new EnumMap<>(byStage));
    }

    /** Before any stage ran. */
    public static Attempts first() {
        Map<NightStage, Integer> ones = new EnumMap<>(NightStage.class);
        for (NightStage stage : NightStage.values()) {
            ones.put(stage, 1);
        }
        return new Attempts(ones);
    }

    static Attempts read(JsonNode data) {
        Map<NightStage, Integer> read = new EnumMap<>(first().byStage());
        JsonNode attempts = data.path("failure").path("decision").path("attempts");
        for (NightStage stage : NightStage.values()) {
            read.computeIfPresent(
                    stage,
                    (same, one) -> attempts.path(stage.key()).path(ARGUMENT).asInt(one));
        }
        return new Attempts(read);
    }

    int of(NightStage stage) {
        return byStage.getOrDefault(stage, 1);
    }

    /** With one more attempt of each stage from one to another, both included. */
    Attempts again(NightStage from, NightStage to) {
        Map<NightStage, Integer> more = new EnumMap<>(byStage);
        more.replaceAll(
                (stage, attempt) -> stage.compareTo(from) >= 0 && stage.compareTo(to) <= 0 ? attempt + 1 : attempt);
        return new Attempts(more);
    }

    /** As the state machine keeps it: by stage, as the argument that the stage is given. */
    public Map<String, Map<String, String>> json() {
        Map<String, Map<String, String>> json = new LinkedHashMap<>();
        byStage.forEach((stage, attempt) -> json.put(stage.key(), Map.of(ARGUMENT, attempt.toString())));
        return json;
    }
}
