package dev.madrugada.report.page;

import dev.madrugada.common.run.Conservation;
import dev.madrugada.common.text.Numbers;
import dev.madrugada.report.proof.NightProof;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/**
 * The report page: one HTML file in UTF-8 that loads nothing from the network and runs no scripts. It contains no
 * credentials and no presigned URL, so it can be shared.
 */
public final class ReportPage {
    /** Blocks scripts and network access even if escaping failed somewhere. */
    private static final String POLICY = "default-src 'none'; style-src 'unsafe-inline'";

    private ReportPage() {}

    /** The page in UTF-8. */
    public static byte[] of(ReportContent content) {
        Html html = new Html();
        String title = content.report().title() + ", " + content.date();
        html.open("html", "lang", "en").line().open("head").line();
        html.single("meta", "charset", "utf-8").line();
        html.single("meta", "http-equiv", "Content-Security-Policy", "content", POLICY)
                .line();
        html.single("meta", "name", "viewport", "content", "width=device-width, initial-scale=1")
                .line();
        html.single("meta", "name", "color-scheme", "content", "light dark").line();
        html.element("title", title).line().style(stylesheet());
        html.close().line().open("body").line();
        header(html, content);
        html.open("main").line();
        html.element("h2", "Query result").line();
        new AnswerSection(content.report(), content.answer()).write(html);
        new FindingsSection(content.proof()).write(html);
        new ProofSection(content.proof()).write(html);
        html.close().line();
        html.element(
                        "footer",
                        "Made by run " + content.runId() + " at " + TextFormat.instant(content.madeAt())
                                + ". report.csv beside this page has the same figures.")
                .line();
        html.close().line().close().line();
        return ("<!DOCTYPE html>\n" + html).getBytes(StandardCharsets.UTF_8);
    }

    private static void header(Html html, ReportContent content) {
        NightProof proof = content.proof();
        html.open("header").line();
        html.element("h1", content.report().title()).line();
        html.open("p", "class", "subject")
                .text("Dataset ")
                .element("strong", content.dataset())
                .text(", day ")
                .element(
                        "time",
                        content.date().toString(),
                        "datetime",
                        content.date().toString())
                .close()
                .line();
        Badge badge = Badge.of(proof);
        html.element("p", badge.text(), "class", seal(badge.level())).line();
        html.element("p", badge.explanation(), "class", "meaning").line();
        html.open("dl", "class", "tiles").line();
        if (proof.conservation().isPresent()) {
            Conservation conservation = proof.conservation().get();
            tile(html, "read", conservation.read());
            if (conservation.hasSeveralRows()) {
                tile(html, "rows", conservation.rows());
            }
            tile(html, "curated", conservation.curated());
            tile(html, "quarantined", conservation.quarantined());
            tile(html, "duplicates", conservation.duplicates());
        }
        tile(html, "loaded", proof.loaded());
        html.close().line().close().line();
    }

    private static String seal(Badge.Level level) {
        return switch (level) {
            case CLEAN -> "seal";
            case ATTENTION -> "seal attention";
            case NOT_PROVED -> "seal wrong";
        };
    }

    private static void tile(Html html, String name, long count) {
        html.open("div")
                .element("dt", name)
                .element("dd", Numbers.grouped(count))
                .close()
                .line();
    }

    private static String stylesheet() {
        try (InputStream css = ReportPage.class.getResourceAsStream("report.css")) {
            return new String(
                    Objects.requireNonNull(css, "report.css is in the JAR").readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException broken) {
            throw new UncheckedIOException("report.css cannot be read from the JAR", broken);
        }
    }
}
