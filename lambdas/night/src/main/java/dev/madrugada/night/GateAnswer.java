package dev.madrugada.night;

import dev.madrugada.common.error.ErrorCode;
import dev.madrugada.common.error.Fault;
import dev.madrugada.common.quality.Verdict;
import dev.madrugada.common.run.StageOutcome;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What the gate says.
 *
 * @param code empty, or QualityGateFailed
 * @param message for people: each failed rule, which names its threshold, with what was measured
 * @param partitions that were judged
 * @param waitingPartitions of later days, which nobody judged yet
 */
record GateAnswer(
        boolean passed,
        String code,
        String message,
        List<String> failedRules,
        List<String> warnedRules,
        List<String> partitions,
        List<String> waitingPartitions) {

    static GateAnswer of(String dataset, LocalDate date, List<Verdict> verdicts, List<StageOutcome.Output> waiting) {
        List<String> failed = rules(verdicts, Verdict.Level.BLOCK);
        List<String> warned = rules(verdicts, Verdict.Level.WARN);
        List<String> partitions = verdicts.stream().map(Verdict::partition).toList();
        List<String> later =
                waiting.stream().map(StageOutcome.Output::partition).toList();
        if (failed.isEmpty()) {
            String message = dataset + " " + date + ": " + partitions.size() + " partitions meet their rules"
                    + (warned.isEmpty() ? "" : "; warnings: " + String.join(" | ", warned))
                    + (later.isEmpty() ? "" : "; left to their own nights: " + String.join(", ", later));
            return new GateAnswer(true, "", message, failed, warned, partitions, later);
        }
        String message = new Fault(
                        ErrorCode.QualityGateFailed,
                        dataset + " " + date,
                        String.join(" | ", failed),
                        "the data breaks rules that block, so nothing of this night was loaded",
                        "mend the data at its source and run the night again, or change quality.dqdl if the rule is"
                                + " wrong")
                .message();
        return new GateAnswer(false, ErrorCode.QualityGateFailed.name(), message, failed, warned, partitions, later);
    }

    private static List<String> rules(List<Verdict> verdicts, Verdict.Level level) {
        return verdicts.stream()
                .flatMap(verdict -> verdict.failed(level).stream()
                        .map(rule -> verdict.partition() + ": " + rule.rule() + ": " + said(rule)))
                .toList();
    }

    private static String said(Verdict.RuleVerdict rule) {
        return rule.reason() != null
                ? rule.reason()
                : rule.measured().entrySet().stream()
                        .map(figure -> figure.getKey() + " is " + figure.getValue())
                        .collect(Collectors.joining(", "));
    }
}
