package dev.madrugada.night;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.madrugada.common.error.ErrorCode;
import dev.madrugada.common.error.Fault;
import dev.madrugada.common.lake.Partition;
import dev.madrugada.common.quality.Verdict;
import dev.madrugada.common.run.WaitingPartition;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The gate's answer, always less than {@value #MOST_BYTES} bytes of JSON. The message becomes the cause of a failed
 * execution, which is limited to 32,768 characters. Long lists are cut and end with the number of items left out; the
 * verdicts contain the complete lists.
 *
 * @see <a href="https://docs.aws.amazon.com/step-functions/latest/dg/state-fail.html">Fail state</a>
 * @param code empty, or QualityGateFailed
 * @param message for people: each failed rule, with its threshold and the measured figures
 * @param alert for people, if the night passed and a partition of another day did not; otherwise empty
 * @param partitions the partitions that were evaluated
 * @param failedPartitions the partitions that were not published
 * @param waitingPartitions partitions of later days, which no night has evaluated yet
 */
record GateAnswer(
        boolean passed,
        String code,
        String message,
        String alert,
        List<String> failedRules,
        List<String> warnedRules,
        List<String> partitions,
        List<String> failedPartitions,
        List<String> waitingPartitions) {
    static final int MOST_BYTES = 32_000;

    /** The outcome in the form of a job run's state; the state machine continues only after SUCCEEDED. */
    @JsonProperty("state")
    String state() {
        return passed ? "SUCCEEDED" : "FAILED";
    }

    private static final int LONGEST_RULE = 1_000;
    private static final int RULES = 5_000;
    private static final int PARTITIONS = 1_000;
    private static final int LONGEST_PARTITION = 200;
    private static final int ALERT = 4_000;
    private static final int MESSAGE = 12_000;

    /** @param refused a description of the refused records; empty if there are none */
    static GateAnswer of(String dataset, NightVerdicts night, List<WaitingPartition> waiting, String refused) {
        String where = dataset + " " + night.date();
        String refusedToo = refused.isEmpty() ? "" : "; " + refused;
        List<String> failed = rules(night.verdicts(), Verdict.Level.BLOCK);
        List<String> warned = rules(night.verdicts(), Verdict.Level.WARN);
        List<String> partitions = names(night.due(), GatedPartition::partition);
        List<String> notPublished = names(night.failed(), GatedPartition::partition);
        List<String> later = names(waiting, WaitingPartition::partition);
        if (night.isAccepted()) {
            String message = where + ": " + night.accepted().size() + " partitions are published" + released(night)
                    + refusedToo
                    + (warned.isEmpty() ? "" : "; warnings: " + String.join(" | ", warned))
                    + (notPublished.isEmpty() ? "" : "; not published: " + String.join(", ", notPublished))
                    + (later.isEmpty() ? "" : "; left to their own nights: " + String.join(", ", later));
            return new GateAnswer(
                    true,
                    "",
                    Excerpt.of(message, MESSAGE),
                    Excerpt.of(alert(where, night), ALERT),
                    failed,
                    warned,
                    partitions,
                    notPublished,
                    later);
        }
        String message = Fault.of(ErrorCode.QualityGateFailed)
                .at(where)
                .what(String.join(" | ", failed))
                .because("the data breaks rules that block, so nothing of this night was published" + refusedToo)
                .fix("mend the data at its source and run the night again, change quality.dqdl if the rule is wrong, or"
                        + " release this content: scripts/madrugada release --verdict " + ownContent(night))
                .message();
        return new GateAnswer(
                false,
                ErrorCode.QualityGateFailed.name(),
                Excerpt.of(message, MESSAGE),
                "",
                failed,
                warned,
                partitions,
                notPublished,
                later);
    }

    /** The digest of the own day's content. */
    private static String ownContent(NightVerdicts night) {
        return night.due().stream()
                .filter(night::isOwn)
                .map(partition -> partition.verdict().content().text())
                .collect(Collectors.joining(" "));
    }

    private static <T> List<String> names(List<T> of, Function<T, Partition> partition) {
        return Excerpt.of(of, each -> partition.apply(each).toString(), PARTITIONS, LONGEST_PARTITION);
    }

    private static String released(NightVerdicts night) {
        List<String> released = names(
                night.due().stream()
                        .filter(partition -> partition.usedRelease().isPresent())
                        .toList(),
                GatedPartition::partition);
        return released.isEmpty() ? "" : "; released against a failed rule: " + String.join(", ", released);
    }

    private static String alert(String where, NightVerdicts night) {
        List<Verdict> failed =
                night.failed().stream().map(GatedPartition::verdict).toList();
        return failed.isEmpty()
                ? ""
                : where + ": the night goes on without partitions that break rules and keep their old content: "
                        + String.join(" | ", rules(failed, Verdict.Level.BLOCK));
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
