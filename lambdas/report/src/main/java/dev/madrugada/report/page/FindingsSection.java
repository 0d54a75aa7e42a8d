package dev.madrugada.report.page;

import dev.madrugada.common.quality.Verdict;
import dev.madrugada.common.run.Refusal;
import dev.madrugada.common.run.RunWarning;
import dev.madrugada.common.text.Numbers;
import dev.madrugada.report.page.Tables.Head;
import dev.madrugada.report.proof.LoadedPartition;
import dev.madrugada.report.proof.NightProof;
import java.util.List;
import java.util.Objects;

/** The sections about refused records and warnings. A section without content is omitted. */
record FindingsSection(NightProof proof) {
    private static final List<Head> REFUSALS = List.of(
            Head.text("reason"),
            Head.text("column"),
            Head.prose("detail"),
            Head.number("records"),
            Head.number("share"),
            Head.prose("masked example"),
            Head.prose("position of the example"));
    private static final List<Head> WARNINGS =
            List.of(Head.text("warning"), Head.prose("subject"), Head.prose("message"));

    void write(Html html) {
        quarantined(html);
        warnings(html);
    }

    private void quarantined(Html html) {
        if (proof.quarantined() == 0 && proof.findings().refusals().isEmpty()) {
            return;
        }
        html.element("h2", "Refused records", "id", "refused").line();
        boolean hasReasons = proof.findings().refusals().stream().anyMatch(refusal -> !isOfInput(refusal));
        if (proof.quarantined() > 0 && !hasReasons) {
            html.element("p", "The transform stage recorded no reasons. The records are below quarantine/ in the lake.")
                    .line();
        }
        if (hasReasons) {
            html.element(
                            "p",
                            "The complete records are below quarantine/ in the lake; scripts/madrugada quarantine lists and"
                                    + " shows them. A record with several reasons counts for each of them."
                                    + " Examples are masked: their letters and digits are replaced.")
                    .line();
        }
        if (proof.findings().refusals().stream().anyMatch(FindingsSection::isOfInput)) {
            html.element(
                            "p",
                            Refusal.INPUT_REFUSED + ": ingest could not read these records, or another service had"
                                    + " refused them before. They are in neither raw nor the quarantine.")
                    .line();
        }
        if (proof.findings().refusals().isEmpty()) {
            return;
        }
        Tables.begin(html, "Refused records by reason", REFUSALS);
        for (Refusal refusal : proof.findings().refusals()) {
            Tables.row(
                    html,
                    REFUSALS,
                    List.of(
                            refusal.code(),
                            about(refusal),
                            refusal.detail(),
                            Numbers.grouped(refusal.count()),
                            share(refusal),
                            masked(refusal),
                            place(refusal)));
        }
        Tables.end(html);
    }

    private void warnings(Html html) {
        if (proof.warnings() == 0) {
            return;
        }
        html.element("h2", "Warnings", "id", "warnings").line();
        Tables.begin(html, "Warnings, which do not stop the night", WARNINGS);
        for (RunWarning warning : proof.findings().warnings()) {
            Tables.row(html, WARNINGS, List.of(warning.code(), warning.subject(), warning.message()));
        }
        for (LoadedPartition partition : proof.partitions()) {
            for (Verdict.RuleVerdict rule : partition.warned()) {
                Tables.row(
                        html,
                        WARNINGS,
                        List.of(
                                "rule failed",
                                rule.rule(),
                                Objects.requireNonNullElse(rule.reason(), "no reason was recorded") + " ("
                                        + partition.name() + ")"));
            }
        }
        Tables.end(html);
    }

    static String about(Refusal refusal) {
        return Objects.requireNonNullElse(refusal.column(), "whole record");
    }

    private static boolean isOfInput(Refusal refusal) {
        return refusal.code().equals(Refusal.INPUT_REFUSED);
    }

    private String share(Refusal refusal) {
        if (isOfInput(refusal)) {
            return "not in raw";
        }
        return proof.conservation()
                .filter(conservation -> conservation.raw() > 0)
                .map(conservation -> Numbers.percent(refusal.count(), conservation.raw(), 1))
                .orElse("unknown");
    }

    private static String masked(Refusal refusal) {
        Refusal.Example example = refusal.example();
        if (example == null) {
            return "no example";
        }
        return Objects.requireNonNullElse(example.masked(), ColumnFormat.NO_VALUE);
    }

    private static String place(Refusal refusal) {
        Refusal.Example example = refusal.example();
        if (example == null) {
            return "";
        }
        return example.stream() + ", " + example.shardId() + ", sequence number " + example.sequenceNumber()
                + (example.subSequenceNumber() == 0 ? "" : ", sub-sequence number " + example.subSequenceNumber());
    }
}
