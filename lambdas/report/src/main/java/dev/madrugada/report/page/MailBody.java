package dev.madrugada.report.page;

import dev.madrugada.common.quality.Verdict;
import dev.madrugada.common.run.Conservation;
import dev.madrugada.common.run.Refusal;
import dev.madrugada.common.run.RunWarning;
import dev.madrugada.common.text.Numbers;
import dev.madrugada.report.page.MailPart.Paragraph;
import dev.madrugada.report.page.Tables.Head;
import dev.madrugada.report.proof.LoadedPartition;
import dev.madrugada.report.proof.NightProof;
import dev.madrugada.report.proof.WaitingPartition;
import dev.madrugada.report.query.Answer;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Subject, HTML and text of a report mail. The mail contains the night's main figures and the first rows of the result.
 */
public record MailBody(ReportContent content, Delivery delivery) {
    private static final int MAX_ROWS = 10;
    private static final int MAX_COLUMNS = 6;
    private static final int MAX_REASONS = 10;
    private static final List<Head> PARTITIONS =
            List.of(Head.text("partition"), Head.number("rows loaded"), Head.prose("rules"));
    private static final List<Head> REFUSALS =
            List.of(Head.text("reason"), Head.text("column"), Head.prose("detail"), Head.number("records"));

    /** One line with the title, the day and the remarks of the badge. */
    public String subject() {
        String remarks = String.join(", ", Badge.of(content.proof()).remarks());
        return (content.report().title() + ", " + content.date() + (remarks.isEmpty() ? "" : ": " + remarks))
                .replaceAll("\\s+", " ");
    }

    public String html() {
        Html html = new Html();
        html.open("html", "lang", "en")
                .open("head")
                .single("meta", "charset", "utf-8")
                .single("meta", "name", "viewport", "content", "width=device-width, initial-scale=1")
                .close()
                .open("body", "style", "margin:0;padding:16px;background:#ffffff")
                .open(
                        "div",
                        "style",
                        "max-width:680px;color:#1b2330;font:16px/1.5 system-ui,-apple-system,'Segoe UI',Roboto,"
                                + "'Liberation Sans',Arial,sans-serif")
                .line();
        html.element("h1", content.report().title(), "style", "margin:0 0 4px;font-size:22px;line-height:1.25")
                .line();
        html.element("p", subtitle(), "style", "margin:0 0 12px;color:#566174").line();
        figures().forEach(part -> part.write(html));
        html.open("p", "style", "margin:0 0 12px")
                .element("a", "Open the report", "href", delivery.url().toString())
                .close()
                .line();
        new Paragraph(delivery.promise()).write(html);
        html.element("p", "This command makes a new link:", "style", "margin:0")
                .open("p", "style", "margin:0 0 12px;overflow-wrap:anywhere")
                .element("code", delivery.newLink())
                .close()
                .line();
        new Paragraph(kept()).write(html);
        return "<!DOCTYPE html>\n" + html.close().close().close();
    }

    public String text() {
        List<String> text = new ArrayList<>();
        text.add(content.report().title() + "\n" + subtitle());
        figures().forEach(part -> text.add(part.text()));
        text.add("Open the report:\n" + delivery.url());
        text.add(delivery.promise());
        text.add("This command makes a new link:\n" + delivery.newLink());
        text.add(kept());
        return String.join("\n\n", text) + "\n";
    }

    private String subtitle() {
        return "Dataset " + content.dataset() + ", day " + content.date();
    }

    private String kept() {
        return "The page is stored at " + delivery.page() + ". " + delivery.attached();
    }

    private List<MailPart> figures() {
        NightProof proof = content.proof();
        Badge badge = Badge.of(proof);
        List<MailPart> parts = new ArrayList<>();
        parts.add(new MailPart.BadgePart(badge));
        parts.add(new Paragraph(badge.explanation()));
        proof.conservation()
                .map(conservation -> new Paragraph(counts(conservation)))
                .ifPresent(parts::add);
        parts.add(partitions());
        refusals().ifPresent(parts::add);
        proof.findings().warnings().stream()
                .map(warning -> new Paragraph(explanation(warning)))
                .forEach(parts::add);
        proof.partitions().stream().flatMap(MailBody::failedRules).forEach(parts::add);
        parts.add(answer());
        return parts;
    }

    private String counts(Conservation conservation) {
        return Numbers.grouped(conservation.read()) + " read, " + Numbers.grouped(conservation.raw()) + " raw, "
                + (conservation.hasSeveralRows() ? TextFormat.rows(conservation.rows()) + ", " : "")
                + Numbers.grouped(conservation.curated()) + " curated, " + Numbers.grouped(conservation.quarantined())
                + " quarantined, "
                + TextFormat.quantity(conservation.duplicates(), "duplicate") + "; "
                + TextFormat.rows(content.proof().loaded()) + " loaded.";
    }

    private MailPart partitions() {
        List<List<String>> rows = new ArrayList<>();
        for (LoadedPartition partition : content.proof().partitions()) {
            rows.add(List.of(partition.name(), Numbers.grouped(partition.loaded()), rules(partition)));
        }
        for (WaitingPartition partition : content.proof().waiting()) {
            rows.add(List.of(
                    partition.name(),
                    "–",
                    TextFormat.rows(partition.published()) + ", loaded by the night of their day"));
        }
        return new MailPart.Table("Loaded", PARTITIONS, rows);
    }

    private static String rules(LoadedPartition partition) {
        return partition
                .verdict()
                .map(verdict -> {
                    long failed = verdict.rules().stream()
                            .filter(rule -> rule.outcome() == Verdict.Status.FAILED)
                            .count();
                    return failed == 0
                            ? TextFormat.quantity(verdict.rules().size(), "rule") + " passed"
                            : failed + " of "
                                    + TextFormat.quantity(verdict.rules().size(), "rule") + " failed";
                })
                .orElse("no verdict on the loaded content");
    }

    private Optional<MailPart> refusals() {
        List<Refusal> refusals = content.proof().findings().refusals();
        if (refusals.isEmpty()) {
            return Optional.empty();
        }
        String shown = refusals.size() > MAX_REASONS
                ? ", the first " + MAX_REASONS + " of " + TextFormat.quantity(refusals.size(), "reason")
                : "";
        return Optional.of(new MailPart.Table(
                "Refused" + shown,
                REFUSALS,
                refusals.stream()
                        .limit(MAX_REASONS)
                        .map(refusal -> List.of(
                                refusal.code(),
                                FindingsSection.about(refusal),
                                refusal.detail(),
                                Numbers.grouped(refusal.count())))
                        .toList()));
    }

    private static String explanation(RunWarning warning) {
        return "Warning: " + warning.code() + ", " + warning.subject() + ": " + warning.message();
    }

    private static Stream<MailPart> failedRules(LoadedPartition partition) {
        return partition.verdict().stream()
                .flatMap(verdict -> verdict.rules().stream())
                .filter(rule -> rule.outcome() == Verdict.Status.FAILED)
                .map(rule -> new Paragraph(
                        (rule.level() == Verdict.Level.WARN ? "Warning: rule failed: " : "Blocking rule failed: ")
                                + rule.rule() + " (" + partition.name() + "): "
                                + Objects.requireNonNullElse(rule.reason(), "no reason was recorded")));
    }

    private MailPart answer() {
        Answer answer = content.answer();
        int rows = answer.rows().size();
        if (rows == 0) {
            return new Paragraph("The report query returned no rows for this day.");
        }
        AnswerFormat format = AnswerFormat.of(content.report(), answer);
        int columns = Math.min(MAX_COLUMNS, answer.columns().size());
        List<Head> heads = format.heads().subList(0, columns);
        List<List<String>> cells = answer.rows().stream()
                .limit(MAX_ROWS)
                .map(row -> IntStream.range(0, columns)
                        .mapToObj(column -> format.text(column, row.get(column)))
                        .toList())
                .toList();
        return new MailPart.Table(caption(rows, answer.columns().size()), heads, cells);
    }

    private static String caption(int rows, int columns) {
        String shown = Stream.of(
                        rows > MAX_ROWS
                                ? "the first " + MAX_ROWS + " of " + TextFormat.rows(rows)
                                : TextFormat.rows(rows),
                        columns > MAX_COLUMNS
                                ? "the first " + MAX_COLUMNS + " of " + TextFormat.quantity(columns, "column")
                                : "")
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining(", "));
        return "Query result, " + shown;
    }
}
