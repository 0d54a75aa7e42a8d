package dev.madrugada.report.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Checks the layout of pages and mails in Chromium. Screenshots for people are in target/pages. */
class PageLayoutIT {
    private static final int WIDE = 1280;
    private static final int NARROW = 390;
    private static final int RANDOM_ANSWERS = Integer.getInteger("madrugada.answers", 5);
    private static final long SEED = Long.getLong("madrugada.seed", System.nanoTime());
    private static final Path PAGES = Path.of("target", "pages").toAbsolutePath();

    private static Chromium chromium;
    private static String layoutProblems;

    @BeforeAll
    static void start(@TempDir Path profile) throws Exception {
        Optional<Path> executable = Chromium.executable();
        if (executable.isEmpty() && System.getenv("CI") != null) {
            fail("Chromium is not installed, but these tests need it: apt-get install chromium");
        }
        assumeTrue(
                executable.isPresent(),
                "Chromium is not on the PATH, so the layout is not tested (apt-get install chromium; with the variable CI"
                        + " set, this is a failure)");
        Files.createDirectories(PAGES);
        chromium = Chromium.start(executable.get(), profile);
        try (InputStream script = PageLayoutIT.class.getResourceAsStream("layout-problems.js")) {
            layoutProblems = new String(Objects.requireNonNull(script).readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @AfterAll
    static void stop() {
        if (chromium != null) {
            chromium.close();
        }
    }

    @Test
    void laysOutAllSamplesWithoutProblems() throws Exception {
        List<String> problems = new ArrayList<>();
        for (Map.Entry<String, ReportContent> sample : SampleContents.all().entrySet()) {
            URI page = written(sample.getKey(), ReportPage.of(sample.getValue()));
            problems.addAll(laidOut(sample.getKey(), page, WIDE));
            problems.addAll(laidOut(sample.getKey(), page, NARROW));
        }
        assertThat(problems).isEmpty();
    }

    @Test
    void laysOutRandomResultsWithoutProblems() throws Exception {
        System.out.println("seed " + SEED + " (-Dmadrugada.seed)");
        RandomAnswers answers = new RandomAnswers(new SplittableRandom(SEED));
        for (int i = 0; i < RANDOM_ANSWERS; i++) {
            ReportContent content = SampleContents.content("label", List.of("value"), answers.next());
            URI page = written("random " + i, ReportPage.of(content));
            List<String> problems = new ArrayList<>(laidOut("random " + i, page, WIDE));
            problems.addAll(laidOut("random " + i, page, NARROW));
            assertThat(problems).as("answer %d of -Dmadrugada.seed=%d", i, SEED).isEmpty();
        }
    }

    @Test
    void laysOutMailsWithoutProblems() throws Exception {
        for (String sample : List.of("flights by hour", "long labels", "scripts")) {
            MailBody mail = new MailBody(SampleContents.of(sample), SampleContents.delivery());
            URI page = written("mail of " + sample, mail.html().getBytes(StandardCharsets.UTF_8));
            assertThat(laidOut("mail of " + sample, page, WIDE)).isEmpty();
            assertThat(laidOut("mail of " + sample, page, NARROW)).isEmpty();
        }
    }

    @Test
    void supportsDarkMode() throws Exception {
        chromium.media("prefers-color-scheme", "dark");
        try {
            URI page = written("dark", ReportPage.of(SampleContents.of("temperatures")));
            assertThat(laidOut("dark", page, WIDE)).isEmpty();
        } finally {
            chromium.media("prefers-color-scheme", "light");
        }
    }

    @Test
    void detectsLayoutProblems() throws Exception {
        String page = """
                <!DOCTYPE html><meta name="viewport" content="width=device-width, initial-scale=1">
                <body><svg viewBox="0 0 100 40" width="100" height="40" style="overflow:visible">
                <text x="0" y="20">first</text><text x="4" y="20">second</text><text x="90" y="20">third</text>
                </svg>
                <table><tr><td class="number">1</td></tr></table>
                <div style="width:60px;overflow:hidden;white-space:nowrap" class="key">a text that is cut by its box</div>
                <div style="width:2000px">wide</div></body>
                """;
        assertThat(laidOut("wrong", written("wrong", page.getBytes(StandardCharsets.UTF_8)), NARROW))
                .anyMatch(problem -> problem.contains("'first' overlaps text. 'second'"))
                .anyMatch(problem -> problem.contains("'third' is outside of its chart"))
                .anyMatch(problem -> problem.contains("'1' is not right-aligned"))
                .anyMatch(problem -> problem.contains("does not fit into its box"))
                .anyMatch(problem -> problem.contains("the page is 20") && problem.contains("wide in a window of 390"));
    }

    private static URI written(String name, byte[] html) throws IOException {
        Path file = PAGES.resolve(name.replace(' ', '-') + ".html");
        Files.write(file, html);
        return file.toUri();
    }

    private static List<String> laidOut(String name, URI page, int width) throws Exception {
        chromium.show(page, width);
        chromium.screenshot(PAGES.resolve(name.replace(' ', '-') + "-" + width + ".png"));
        List<String> problems = new ArrayList<>();
        for (JsonNode problem : chromium.evaluate(layoutProblems)) {
            problems.add(name + " at " + width + ": " + problem.asText());
        }
        return problems;
    }
}
