package dev.madrugada.report.page;

import dev.madrugada.report.proof.Fates;
import dev.madrugada.report.proof.NightProof;
import dev.madrugada.report.proof.WaitingPartition;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;

/**
 * What a mail about a report says.
 *
 * @param page the page in the lake
 * @param url where it can be opened for a while
 * @param promise for how long, as a sentence
 */
public record MailBody(ReportContent content, URI page, URI url, String promise) {
    public String html() {
        Html html = new Html();
        html.open("html", "lang", "en")
                .open("head")
                .single("meta", "charset", "utf-8")
                .close()
                .open("body");
        html.element("p", subject());
        lines().forEach(line -> html.element("p", line));
        html.open("p").element("a", "Open the report", "href", url.toString()).close();
        html.element("p", promise + " " + lasting());
        return "<!DOCTYPE html>\n" + html.close().close();
    }

    public String text() {
        List<String> text = new ArrayList<>();
        text.add(subject());
        text.addAll(lines());
        text.add("Open the report:\n" + url);
        text.add(promise + " " + lasting());
        return String.join("\n\n", text) + "\n";
    }

    private String subject() {
        return content.report().title() + ": dataset " + content.dataset() + ", day " + content.date() + ".";
    }

    private List<String> lines() {
        NightProof proof = content.proof();
        List<String> lines = new ArrayList<>();
        lines.add(
                proof.holds()
                        ? "The night is proved: complete, clean, loaded once."
                        : "The night is not proved: see the figures on the page.");
        if (proof.fates().isPresent()) {
            Fates fates = proof.fates().get();
            lines.add(Words.count(fates.read()) + " read, " + Words.count(fates.raw()) + " raw, "
                    + Words.count(fates.curated()) + " curated, " + Words.count(fates.quarantined())
                    + " quarantined, " + Words.count(fates.duplicates()) + " duplicates; "
                    + Words.rows(proof.loaded()) + " loaded.");
        }
        for (WaitingPartition partition : proof.waiting()) {
            lines.add(partition.name() + " waits for its own night with " + Words.rows(partition.published()) + ".");
        }
        if (content.answer().rows().isEmpty()) {
            lines.add("The report's query has no rows for this day.");
        }
        return lines;
    }

    private String lasting() {
        return "The page itself stays at " + page + "; running the report again gives a new link.";
    }
}
