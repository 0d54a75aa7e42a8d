package dev.madrugada.night.failure;

import com.fasterxml.jackson.databind.JsonNode;
import dev.madrugada.night.machine.NightStage;

/**
 * The number of retries of a night so far. {@code retries} and {@code deaths} belong to one stage and restart at 0 for
 * the next stage. {@code rounds} belongs to the whole night; without this limit, two nights that conflict with each
 * other would never end.
 *
 * @param stage key of the stage to which retries and deaths belong; empty for none
 * @param retries retries after errors with a code
 * @param deaths retries after job runs and functions that ended without a code
 * @param rounds restarts at ingest
 */
public record Counters(String stage, int retries, int deaths, int rounds) {
    static final Counters NONE = new Counters("", 0, 0, 0);

    /** Reads the counters for a stage. Retries and deaths of another stage are dropped. */
    static Counters read(JsonNode data, NightStage stage) {
        JsonNode json = data.path("failure").path("decision").path("counters");
        int rounds = json.path("rounds").asInt(0);
        return json.path("stage").asText("").equals(stage.key())
                ? new Counters(
                        stage.key(),
                        json.path("retries").asInt(0),
                        json.path("deaths").asInt(0),
                        rounds)
                : new Counters(stage.key(), 0, 0, rounds);
    }

    Counters afterRetry() {
        return new Counters(stage, retries + 1, deaths, rounds);
    }

    Counters afterDeath() {
        return new Counters(stage, retries, deaths + 1, rounds);
    }

    Counters afterRound() {
        return new Counters("", 0, 0, rounds + 1);
    }
}
