package dev.madrugada.report.page;

import dev.madrugada.common.quality.Verdict;
import dev.madrugada.common.run.Conservation;
import dev.madrugada.common.text.Numbers;
import dev.madrugada.report.page.Tables.Head;
import dev.madrugada.report.proof.LoadedPartition;
import dev.madrugada.report.proof.NightProof;
import dev.madrugada.report.proof.StageTime;
import dev.madrugada.report.proof.WaitingPartition;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The section with the proof of the night: record counts, loaded partitions, results of the quality rules, and stages.
 */
record ProofSection(NightProof proof) {
    private static final List<Head> PARTITIONS = List.of(
            Head.text("partition"),
            Head.number("rows published"),
            Head.number("rows loaded"),
            Head.text("published = loaded"),
            Head.text("quality verdict"));
    private static final List<Head> RULES = List.of(
            Head.prose("rule"), Head.text("level"), Head.text("outcome"), Head.prose("measured"), Head.prose("reason"));
    private static final List<Head> STAGES =
            List.of(Head.text("stage"), Head.text("run"), Head.text("started"), Head.number("duration"));

    void write(Html html) {
        html.element("h2", "Proof of the night", "id", "proof").line();
        conservation(html);
        partitions(html);
        proof.partitions().forEach(partition -> rules(html, partition));
        stages(html);
    }

    private void conservation(Html html) {
        if (proof.conservation().isEmpty()) {
            html.element(
                            "p",
                            "The run record of ingest or transform is missing for this day, so the record counts cannot be"
                                    + " shown.")
                    .line();
            return;
        }
        Conservation conservation = proof.conservation().get();
        html.open("p", "class", conservation.holds() ? "equation" : "equation wrong")
                .text(Numbers.grouped(conservation.read()) + " read "
                        + sign(conservation.atIngest().isEmpty())
                        + " "
                        + Numbers.grouped(conservation.raw()) + " raw "
                        + outcomes(conservation, sign(conservation.atTransform().isEmpty())))
                .close()
                .line();
        html.element(
                        "p",
                        !conservation.holds()
                                ? "The figures do not add up: records are missing or counted twice."
                                : conservation.hasSeveralRows()
                                        ? "Every record that arrived on this day is either accepted or quarantined, and every"
                                                + " row of an accepted one is curated or a duplicate."
                                        : "Every record that arrived on this day is either curated, quarantined or a"
                                                + " duplicate.")
                .line();
    }

    /** The right side of the equation of raw; where a record may have several rows, the equation of rows follows. */
    private static String outcomes(Conservation conservation, String sign) {
        String curated = Numbers.grouped(conservation.curated()) + " curated";
        String quarantined = Numbers.grouped(conservation.quarantined()) + " quarantined";
        String duplicates = Numbers.grouped(conservation.duplicates()) + " duplicates";
        return conservation.hasSeveralRows()
                ? sign + " " + Numbers.grouped(conservation.accepted()) + " accepted + " + quarantined + "; "
                        + Numbers.grouped(conservation.rows()) + " rows " + sign + " " + curated + " + " + duplicates
                : sign + " " + curated + " + " + quarantined + " + " + duplicates;
    }

    private void partitions(Html html) {
        Tables.begin(html, "Published and loaded rows by partition", PARTITIONS);
        for (LoadedPartition partition : proof.partitions()) {
            String published = partition.published().isPresent()
                    ? Numbers.grouped(partition.published().getAsLong())
                    : "not recorded";
            Tables.row(
                    html,
                    PARTITIONS,
                    List.of(
                            partition.name(),
                            published,
                            Numbers.grouped(partition.loaded()),
                            partition.agrees() ? "✓ equal" : "✗ not equal",
                            verdict(partition)));
        }
        for (WaitingPartition partition : proof.waiting()) {
            Tables.row(
                    html,
                    PARTITIONS,
                    List.of(
                            partition.name(),
                            Numbers.grouped(partition.published()),
                            "–",
                            "waits for its own night",
                            "validated by its own night"));
        }
        Tables.end(html);
    }

    private void rules(Html html, LoadedPartition partition) {
        if (partition.verdict().isEmpty()) {
            return;
        }
        Verdict verdict = partition.verdict().get();
        Tables.begin(html, "Quality rules on " + partition.name(), RULES);
        for (Verdict.RuleVerdict rule : verdict.rules()) {
            String reason = rule.reason();
            Tables.row(
                    html,
                    RULES,
                    List.of(
                            rule.rule(),
                            lower(rule.level()),
                            mark(rule.outcome()),
                            measured(rule.measured()),
                            reason == null ? "" : reason));
        }
        Tables.end(html);
    }

    private void stages(Html html) {
        Tables.begin(html, "Stages and their durations", STAGES);
        for (StageTime stage : proof.stages()) {
            Tables.row(
                    html,
                    STAGES,
                    List.of(
                            lower(stage.stage()),
                            stage.runId(),
                            TextFormat.instant(stage.startedAt()),
                            TextFormat.seconds(stage.seconds())));
        }
        Tables.end(html);
    }

    private static String verdict(LoadedPartition partition) {
        String released = partition
                .release()
                .map(release -> ", released by " + release.by())
                .orElse("");
        return partition.verdict().map(ProofSection::verdict).orElse("none on the loaded content") + released;
    }

    private static String verdict(Verdict verdict) {
        int warned = verdict.failed(Verdict.Level.WARN).size();
        String warnings = warned == 0 ? "" : ", " + warned + (warned == 1 ? " warning" : " warnings");
        return mark(verdict.status()) + warnings;
    }

    private static String mark(Verdict.Status status) {
        return (status == Verdict.Status.PASSED ? "✓ " : "✗ ") + lower(status);
    }

    private static String measured(Map<String, String> figures) {
        return figures.entrySet().stream()
                .map(figure -> figure.getKey() + " " + figure(figure.getValue()))
                .collect(Collectors.joining(", "));
    }

    /**
     * Rounds to four decimals, because shares and means have many; keeps the exact number if it would round to zero.
     */
    private static String figure(String exact) {
        BigDecimal value;
        try {
            value = new BigDecimal(exact);
        } catch (NumberFormatException notFinite) {
            return exact;
        }
        BigDecimal rounded = value.setScale(4, RoundingMode.HALF_UP).stripTrailingZeros();
        return rounded.signum() == 0 && value.signum() != 0
                ? exact
                : String.format(Locale.ROOT, "%,." + Math.max(0, rounded.scale()) + "f", rounded);
    }

    private static String sign(boolean equal) {
        return equal ? "=" : "≠";
    }

    private static String lower(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
