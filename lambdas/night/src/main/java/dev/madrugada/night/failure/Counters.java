package dev.madrugada.night.failure;

import com.fasterxml.jackson.databind.JsonNode;
import dev.madrugada.night.machine.NightStage;

/**
 * How often a night was retried so far. Retries and deaths are of one stage and begin at 0 with the next; rounds are of
 * the night, whichever stage was overtaken: two nights that overtake each other would never end otherwise.
 *
 * @param stage that the first two counts are about, by its key; empty for none
 * @param retries after errors with a code
 * @param deaths after job runs and functions that ended without one
 * @param rounds back to ingest
 */
public record Counters(String stage, int retries, int deaths, int rounds) {
    static final Counters NONE = new Counters("", 0, 0, 0);

    /** What counts for a stage: the counts of another are over. */
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
