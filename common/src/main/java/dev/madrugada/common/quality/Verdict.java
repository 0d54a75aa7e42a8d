package dev.madrugada.common.quality;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.madrugada.common.json.Json;
import dev.madrugada.common.lake.Digest;
import dev.madrugada.common.lake.Manifest;
import dev.madrugada.common.lake.Partition;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What the rules say of one generation of a curated partition. It failed if a rule that blocks failed; a rule that
 * warns changes nothing.
 *
 * @param version of this form; others are refused
 * @param generation of the curated partition that was evaluated
 * @param content that generation's content digest: a verdict is about content, whatever generation carries it
 * @param rules in the order of the rule files, those that block first
 * @param evaluator digest of everything but the content on which the verdict depends: rules, contract and code; null if
 *     unknown
 */
public record Verdict(
        int version,
        String dataset,
        Partition partition,
        long generation,
        Digest content,
        String runId,
        Instant evaluatedAt,
        Status status,
        List<RuleVerdict> rules,
        @Nullable Digest evaluator) {
    public static final int VERSION = 1;

    /** Whether the rules, or one of them, were met. */
    public enum Status {
        @JsonProperty("passed")
        PASSED,
        @JsonProperty("failed")
        FAILED
    }

    /** What a rule's failure does. */
    public enum Level {
        @JsonProperty("block")
        BLOCK,
        @JsonProperty("warn")
        WARN
    }

    /**
     * The result of one rule.
     *
     * @param rule the rule as the rule file has it
     * @param measured the measured values by metric, as text; exact if they were measured exactly
     * @param reason why the rule failed, for people; null if the rule passed
     */
    public record RuleVerdict(
            String rule,
            Level level,
            Status outcome,
            Map<String, String> measured,
            @Nullable String reason) {
        public RuleVerdict {
            measured = Collections.unmodifiableMap(new TreeMap<>(measured));
        }
    }

    public Verdict {
        if (version != VERSION) {
            throw new IllegalArgumentException(
                    "a verdict of version " + version + "; this release reads version " + VERSION);
        }
        rules = List.copyOf(rules);
        if (status != statusOf(rules)) {
            throw new IllegalArgumentException(
                    "a verdict that says " + status + " over rules that say " + statusOf(rules));
        }
    }

    /** The verdict on a generation, computed from its rules' results. */
    public static Verdict on(Manifest curated, String runId, Instant evaluatedAt, List<RuleVerdict> rules) {
        return new Verdict(
                VERSION,
                curated.dataset(),
                curated.partition(),
                curated.generation(),
                curated.content(),
                runId,
                evaluatedAt,
                statusOf(rules),
                rules,
                null);
    }

    /** A copy that says what it depends on beside the content. */
    public Verdict evaluatedBy(Digest digest) {
        return new Verdict(version, dataset, partition, generation, content, runId, evaluatedAt, status, rules, digest);
    }

    /** A copy for another generation with the same content. */
    public Verdict onGeneration(long number) {
        return new Verdict(version, dataset, partition, number, content, runId, evaluatedAt, status, rules, evaluator);
    }

    @JsonIgnore
    public boolean passed() {
        return status == Status.PASSED;
    }

    /** The rules of a level that were not met. */
    public List<RuleVerdict> failed(Level level) {
        return rules.stream()
                .filter(rule -> rule.level() == level && rule.outcome() == Status.FAILED)
                .toList();
    }

    /** Whether this verdict is about the generation's content. */
    public boolean isAbout(Manifest curated) {
        return dataset.equals(curated.dataset())
                && partition.equals(curated.partition())
                && content.equals(curated.content());
    }

    /** The SHA-256 of the verdict without its generation number, time and run id. */
    public Digest meaning() {
        return Digest.sha256(Json.write(new Meaning(dataset, partition, content, status, rules)));
    }

    private static Status statusOf(List<RuleVerdict> rules) {
        boolean blocked =
                rules.stream().anyMatch(rule -> rule.level() == Level.BLOCK && rule.outcome() == Status.FAILED);
        return blocked ? Status.FAILED : Status.PASSED;
    }

    private record Meaning(
            String dataset, Partition partition, Digest content, Status status, List<RuleVerdict> rules) {}
}
