package dev.madrugada.common.run;

import dev.madrugada.common.lake.Partition;
import java.time.LocalDate;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a stage's result depends on: two runs with equal identities do the same work.
 *
 * @param inputs digests by name: of input content, contract, lookups, rules, the stage's own JAR, …
 */
public record StageIdentity(StageName stage, String dataset, LocalDate date, Map<String, String> inputs) {
    public StageIdentity {
        inputs = Collections.unmodifiableMap(new TreeMap<>(inputs));
    }

    /** The name of the input of transform that is the content of a raw day. */
    public static String rawInput(Partition day) {
        return "raw " + day;
    }
}
