package dev.madrugada.common.run;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * What a stage read, wrote and refused; who, when, how long. It is the stage's checkpoint.
 *
 * @param inputs the identity's digests, by name
 * @param recorded digests that are kept for the reader and decide nothing
 * @param findings what people should see although the stage ended well
 * @param seconds how long the work took
 */
public record RunRecord(
        int version,
        StageName stage,
        String dataset,
        LocalDate date,
        String runId,
        Map<String, String> inputs,
        Map<String, String> recorded,
        List<StageOutcome.Output> outputs,
        Map<String, Long> counts,
        Map<String, String> facts,
        Findings findings,
        Instant startedAt,
        Instant finishedAt,
        double seconds) {
    public static final int VERSION = 1;

    public RunRecord {
        if (version != VERSION) {
            throw new IllegalArgumentException(
                    "a run record of version " + version + "; this release reads version " + VERSION);
        }
        inputs = new TreeMap<>(inputs);
        recorded = new TreeMap<>(recorded);
        outputs = List.copyOf(outputs);
        counts = new TreeMap<>(counts);
        facts = new TreeMap<>(facts);
        // A record from before there were findings has none.
        findings = Objects.requireNonNullElse(findings, Findings.NONE);
    }

    @JsonIgnore
    public StageIdentity identity() {
        return new StageIdentity(stage, dataset, date, inputs);
    }

    public long count(String name) {
        return counts.getOrDefault(name, 0L);
    }
}
