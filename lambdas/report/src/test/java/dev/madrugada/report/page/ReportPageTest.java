package dev.madrugada.report.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.madrugada.common.contract.Report;
import dev.madrugada.report.Nights;
import dev.madrugada.report.query.Answer;
import dev.madrugada.report.query.Cell;
import java.io.StringReader;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

class ReportPageTest {
    private static final String HOSTILE = "</title><script>alert('\"x\"')</script> & \u0000\uD83D\uDE00";

    @Test
    void theDrawnValuesAreTheCsvs() throws Exception {
        Answer answer = Nights.hours();
        List<Element> bars = bars(page(Nights.REPORT, answer));
        List<List<String>> lines = csv(answer);
        assertThat(bars).hasSize(72);
        for (int i = 0; i < bars.size(); i++) {
            List<String> line = lines.get(1 + i % 24);
            assertThat(bars.get(i).getAttribute("data-label")).isEqualTo(line.get(0));
            assertThat(bars.get(i).getAttribute("data-value")).isEqualTo(line.get(1 + i / 24));
        }
    }

    @Test
    void heightsAreProportionalFromOneZeroLine() throws Exception {
        List<Element> means = bars(page(Nights.REPORT, Nights.hours())).subList(48, 72);
        double scale = number(means.get(23), "height") / number(means.get(23), "data-value");
        double zero = number(means.get(23), "y") + number(means.get(23), "height");
        for (Element bar : means) {
            String value = bar.getAttribute("data-value");
            double expected = value.isEmpty() ? 0 : Double.parseDouble(value) * scale;
            assertThat(number(bar, "height")).isCloseTo(Math.abs(expected), within(0.02));
            double edge = expected < 0 ? number(bar, "y") : number(bar, "y") + number(bar, "height");
            assertThat(edge).isCloseTo(zero, within(0.02));
        }
    }

    @Test
    void whatComesFromOutsideIsText() throws Exception {
        Report report = new Report(HOSTILE, "a@b", List.of(), HOSTILE, List.of("n"));
        Answer answer = new Answer(
                List.of(HOSTILE, "n"),
                List.of(
                        List.of(Cell.of("\"><img src=x onerror=alert(1)>"), Cell.of(1L)),
                        List.of(Cell.of("=1"), Cell.of(2L))));
        String page = page(report, answer);
        assertThat(page).doesNotContain("<script", "<img", "\u0000").contains("&lt;script&gt;", "\uD83D\uDE00");
        List<Element> bars = bars(page);
        assertThat(bars.get(0).getAttribute("data-label")).isEqualTo("\"><img src=x onerror=alert(1)>");
        assertThat(bars.get(1).getAttribute("data-label")).isEqualTo("'=1");
    }

    @Test
    void itAsksTheNetworkForNothing() {
        assertThat(page(Nights.REPORT, Nights.hours()))
                .doesNotContainPattern("(src|href)=")
                .doesNotContain("url(", "@import", "http://", "https://", "<script");
    }

    @Test
    void anEmptyAnswerIsSaid() throws Exception {
        String page = page(Nights.REPORT, new Answer(Nights.hours().columns(), List.of()));
        assertThat(page).contains("no rows for this day").contains("14,012 read = 14,012 raw = 13,954 curated");
        assertThat(bars(page)).isEmpty();
    }

    @Test
    void anAnswerTooLongToDrawIsATable() throws Exception {
        List<List<Cell>> rows = new ArrayList<>();
        for (long row = 0; row <= BarChart.MOST_BARS; row++) {
            rows.add(List.of(Cell.of(row), Cell.of(1L), Cell.of(1L), Cell.of(1L)));
        }
        String page = page(Nights.REPORT, new Answer(Nights.hours().columns(), rows));
        assertThat(page).contains("401 rows, too many to draw").contains(">400</th>");
        assertThat(bars(page)).isEmpty();
    }

    @Test
    void theProofIsOnIt() {
        String page = page(Nights.REPORT, Nights.hours());
        assertThat(page)
                .contains("14,012 read = 14,012 raw = 13,954 curated + 8 quarantined + 50 duplicates")
                .contains("<td class=\"number\">13,953</td><td class=\"number\">13,953</td>")
                .contains("Mean &quot;delay_minutes&quot; &lt; 5", "Mean 7.1235", "✗ failed")
                .contains("8.3 s", "2001-01-02 02:00:00 UTC");
    }

    @Test
    void whatWaitsForItsOwnNightIsSaid() {
        assertThat(page(Nights.REPORT, Nights.hours()))
                .containsPattern("departed_on=2001-01-02</th>\\s*<td class=\"number\">1</td>")
                .contains("waits for its own night");
    }

    @Test
    void everyTableHasACaptionAndScopedHeads() throws Exception {
        String page = page(Nights.REPORT, Nights.hours());
        assertThat(count(page, "<table>")).isEqualTo(5).isEqualTo(count(page, "<caption>"));
        assertThat(count(page, "<th ")).isEqualTo(count(page, "scope=\""));
        assertThat(page).startsWith("<!DOCTYPE html>\n<html lang=\"en\">");
    }

    private static String page(Report report, Answer answer) {
        return new String(ReportPage.of(Nights.content(report, answer)), StandardCharsets.UTF_8);
    }

    /** The page's SVGs are well-formed XML too, so that they can be cut out and used. */
    private static List<Element> bars(String page) throws Exception {
        List<Element> bars = new ArrayList<>();
        Matcher svg = Pattern.compile("<svg .*?</svg>", Pattern.DOTALL).matcher(page);
        while (svg.find()) {
            NodeList rects = DocumentBuilderFactory.newInstance()
                    .newDocumentBuilder()
                    .parse(new InputSource(new StringReader(svg.group())))
                    .getElementsByTagName("rect");
            for (int i = 0; i < rects.getLength(); i++) {
                bars.add((Element) rects.item(i));
            }
        }
        return bars;
    }

    private static List<List<String>> csv(Answer answer) {
        return new String(Csv.of(answer), StandardCharsets.UTF_8)
                .lines()
                .map(line -> Arrays.asList(line.split(",", -1)))
                .toList();
    }

    private static double number(Element bar, String attribute) {
        return new BigDecimal(bar.getAttribute(attribute)).doubleValue();
    }

    private static int count(String page, String part) {
        return (page.length() - page.replace(part, "").length()) / part.length();
    }
}
