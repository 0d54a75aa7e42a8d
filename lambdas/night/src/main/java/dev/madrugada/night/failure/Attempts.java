package dev.madrugada.night.failure;

import com.fasterxml.jackson.databind.JsonNode;
import dev.madrugada.night.machine.NightStage;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The number of the current attempt of each stage in a run. The numbers never decrease, even if the night restarts at
 * ingest, so that each attempt has its own failure record.
 */
public record Attempts(Map<NightStage, Integer> byStage) {
    private static final String ARGUMENT = "--attempt";

    public Attempts {
        byStage = Collections.unmodifiableMap(new EnumMap<>(byStage));
    }

    /** The attempts before any stage ran: 1 for each stage. */
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

    /** These attempts with one more for each stage from {@code from} to {@code to}, both included. */
    Attempts again(NightStage from, NightStage to) {
        Map<NightStage, Integer> more = new EnumMap<>(byStage);
        more.replaceAll(
                (stage, attempt) -> stage.compareTo(from) >= 0 && stage.compareTo(to) <= 0 ? attempt + 1 : attempt);
        return new Attempts(more);
    }

    /** The attempts as the state machine stores them: for each stage, its {@code --attempt} argument. */
    public Map<String, Map<String, String>> json() {
        Map<String, Map<String, String>> json = new LinkedHashMap<>();
        byStage.forEach((stage, attempt) -> json.put(stage.key(), Map.of(ARGUMENT, attempt.toString())));
        return json;
    }
}
