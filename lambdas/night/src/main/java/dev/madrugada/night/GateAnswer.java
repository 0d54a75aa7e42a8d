package dev.madrugada.night;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.madrugada.common.error.ErrorCode;
import dev.madrugada.common.error.Fault;
import dev.madrugada.common.lake.Partition;
import dev.madrugada.common.quality.Verdict;
import dev.madrugada.common.run.LakePartition;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The gate's answer, always less than {@value #MOST_BYTES} bytes of JSON. The message becomes the cause of a failed
 * execution, which is limited to 32,768 characters. Long lists are cut and end with the number of items left out; the
 * verdicts contain the complete lists.
 *
 * @see <a href="https://docs.aws.amazon.com/step-functions/latest/dg/state-fail.html">Fail state</a>
 * @param code empty, or QualityGateFailed
 * @param message for people: each failed rule, with its threshold and the measured figures
 * @param partitions the partitions that were evaluated
 * @param waitingPartitions partitions of later days, which no night has evaluated yet
 */
record GateAnswer(
        boolean passed,
        String code,
        String message,
        List<String> failedRules,
        List<String> warnedRules,
        List<String> partitions,
        List<String> waitingPartitions) {
    static final int MOST_BYTES = 32_000;

    /** The outcome in the form of a job run's state; the state machine continues only after SUCCEEDED. */
    @JsonProperty("state")
    String state() {
        return passed ? "SUCCEEDED" : "FAILED";
    }

    private static final int LONGEST_RULE = 1_000;
    private static final int RULES = 5_000;
    private static final int PARTITIONS = 2_000;
    private static final int LONGEST_PARTITION = 200;
    private static final int MESSAGE = 16_000;

    /** @param refused a description of the refused records; empty if there are none */
    static GateAnswer of(
            String dataset, LocalDate date, List<Verdict> verdicts, List<LakePartition> waiting, String refused) {
        String refusedToo = refused.isEmpty() ? "" : "; " + refused;
        List<String> failed = rules(verdicts, Verdict.Level.BLOCK);
        List<String> warned = rules(verdicts, Verdict.Level.WARN);
        List<String> partitions =
                Excerpt.of(verdicts, verdict -> verdict.partition().toString(), PARTITIONS, LONGEST_PARTITION);
        List<String> later =
                Excerpt.of(waiting, partition -> partition.partition().toString(), PARTITIONS, LONGEST_PARTITION);
        if (failed.isEmpty()) {
            String message = dataset + " " + date + ": " + verdicts.size() + " partitions meet their rules" + refusedToo
                    + (warned.isEmpty() ? "" : "; warnings: " + String.join(" | ", warned))
                    + (later.isEmpty() ? "" : "; left to their own nights: " + String.join(", ", later));
            return new GateAnswer(true, "", Excerpt.of(message, MESSAGE), failed, warned, partitions, later);
        }
        String message = Fault.of(ErrorCode.QualityGateFailed)
                .at(dataset + " " + date)
                .what(String.join(" | ", failed))
                .because("the data breaks rules that block, so nothing of this night was loaded" + refusedToo)
                .fix("mend the data at its source and run the night again, or change quality.dqdl if the rule is"
                        + " wrong")
                .message();
        return new GateAnswer(
                false,
                ErrorCode.QualityGateFailed.name(),
                Excerpt.of(message, MESSAGE),
                failed,
                warned,
                partitions,
                later);
    }

    private record FailedRule(Partition partition, Verdict.RuleVerdict verdict) {
        String text() {
            return partition + ": " + verdict.rule() + ": " + verdicts(verdict);
        }
    }

    private static List<String> rules(List<Verdict> verdicts, Verdict.Level level) {
        List<FailedRule> failed = verdicts.stream()
                .flatMap(verdict ->
                        verdict.failed(level).stream().map(rule -> new FailedRule(verdict.partition(), rule)))
                .toList();
        return Excerpt.of(failed, FailedRule::text, RULES, LONGEST_RULE);
    }

    private static String verdicts(Verdict.RuleVerdict rule) {
        return rule.reason() != null
                ? rule.reason()
                : rule.measured().entrySet().stream()
                        .map(figure -> figure.getKey() + " is " + figure.getValue())
                        .collect(Collectors.joining(", "));
    }
}
