package dev.madrugada.report.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.madrugada.common.contract.Report;
import dev.madrugada.common.run.Conservation;
import dev.madrugada.common.run.Findings;
import dev.madrugada.common.run.Refusal;
import dev.madrugada.report.SampleNights;
import dev.madrugada.report.proof.NightProof;
import dev.madrugada.report.query.Answer;
import dev.madrugada.report.query.Cell;
import java.io.StringReader;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
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
    void drawsTheValuesOfTheCsv() throws Exception {
        Answer answer = SampleNights.hours();
        List<Element> bars = bars(page(SampleNights.REPORT, answer));
        List<List<String>> lines = csv(answer);
        assertThat(bars).hasSize(72);
        for (int i = 0; i < bars.size(); i++) {
            List<String> line = lines.get(1 + i % 24);
            assertThat(bars.get(i).getAttribute("data-label")).isEqualTo(line.get(0));
            assertThat(bars.get(i).getAttribute("data-value")).isEqualTo(line.get(1 + i / 24));
        }
    }

    @Test
    void drawsHeightsInProportionFromTheZeroLine() throws Exception {
        List<Element> means =
                bars(page(SampleNights.REPORT, SampleNights.hours())).subList(48, 72);
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
    void escapesHostileText() throws Exception {
        Report report = new Report(HOSTILE, "a@b", List.of(), HOSTILE, List.of("n"));
        Answer answer = new Answer(
                List.of(HOSTILE, "n"),
                List.of(
                        List.of(Cell.of("\"><img src=x onerror=alert(1)>"), Cell.of(1L)),
                        List.of(Cell.of("=1"), Cell.of(2L))));
        String page = page(report, answer);
        assertThat(page).doesNotContain("<script", "<img", "\u0000").contains("&lt;script&gt;", "\uD83D\uDE00");
        assertThat(drawn(page)).containsExactly(List.of("\"><img src=x onerror=alert(1)>", "1"), List.of("'=1", "2"));
    }

    @Test
    void loadsNothingFromTheNetwork() {
        assertThat(page(SampleNights.REPORT, SampleNights.hours()))
                .doesNotContainPattern("(src|href)=")
                .doesNotContain("url(", "@import", "http://", "https://", "<script");
    }

    @Test
    void reportsAnEmptyResult() throws Exception {
        String page = page(SampleNights.REPORT, new Answer(SampleNights.hours().columns(), List.of()));
        assertThat(page).contains("no rows for this day").contains("14,012 read = 14,012 raw = 13,954 curated");
        assertThat(bars(page)).isEmpty();
    }

    @Test
    void limitsTheRowsOfAChart() {
        String page = page(SampleContents.of("countries"));
        assertThat(page)
                .contains("The chart shows the largest 30 of 228 bars; the table below has all.", "… and 198 more")
                .contains("Query result, 228 rows");
        List<Long> drawn =
                drawn(page).stream().map(bar -> Long.valueOf(bar.get(1))).toList();
        assertThat(drawn).hasSize(30).isSortedAccordingTo(Comparator.reverseOrder());
        assertThat(count(page, "scope=\"row\"")).isGreaterThan(228);
    }

    @Test
    void drawsTheLatestDaysAsColumns() {
        assertThat(drawn(page(SampleContents.of("sixty days")))).hasSize(60);
        String page = page(SampleContents.of("four hundred days"));
        assertThat(page).contains("The chart shows the latest 80 of 400 bars");
        assertThat(drawn(page))
                .hasSize(80)
                .last()
                .satisfies(bar -> assertThat(bar.get(0)).isEqualTo("2001-12-07"));
    }

    @Test
    void namesMissingValues() {
        String page = page(SampleContents.of("long labels"));
        assertThat(page)
                .contains("<span class=\"name\" dir=\"auto\">no value</span>")
                .contains("<span class=\"name\" dir=\"auto\">empty text</span>")
                .contains("<span class=\"figure\">no value</span>")
                .contains("<td class=\"number missing\">no value</td>");
    }

    @Test
    void roundsLongFractionsAndSaysSo() {
        assertThat(page(SampleContents.of("decimals")))
                .contains("<td class=\"number\">6.1000</td>", "<td class=\"number\">1,204.5000</td>")
                .contains("Long fractions are rounded here")
                .doesNotContain(">6.1000000000000000<");
        assertThat(page(SampleContents.of("countries"))).doesNotContain("are rounded here");
    }

    @Test
    void listsQuarantinedRecords() {
        NightProof quarantined = SampleContents.refused();
        String page = page(SampleContents.of("decimals"));
        assertThat(Badge.of(quarantined).level()).isEqualTo(Badge.Level.ATTENTION);
        assertThat(page)
                .contains("! 10 of 3,201 refused · 2 warnings")
                .contains("TypeMismatch", "a text where a decimal(10,2) is expected", ">0.2 %<", "&quot;Xx,99&quot;")
                .contains("orders, shardId-000000000003, sequence number 4959033827149", "sub-sequence number 2")
                .contains("whole record", "no example", "The night before did not refuse for this reason.")
                .doesNotContainIgnoringCase("clean");
    }

    @Test
    void listsRecordsThatDidNotReachRaw() {
        NightProof night = SampleNights.proof();
        Findings findings = new Findings(
                List.of(new Refusal("InputRefused", null, "Lambda.FunctionError: s3://b/errors/x", 7, null)),
                List.of());
        Html html = new Html();
        new FindingsSection(new NightProof(
                        Optional.of(new Conservation(10, 10, 10, 0, 0)),
                        night.partitions(),
                        night.waiting(),
                        findings,
                        night.stages()))
                .write(html);

        assertThat(html.toString())
                .contains("Refused records", "InputRefused: ingest could not read these records")
                .contains("Lambda.FunctionError: s3://b/errors/x", "not in raw", "no example")
                .doesNotContain("below quarantine/");
    }

    @Test
    void containsTheProof() {
        String page = page(SampleNights.REPORT, SampleNights.hours());
        assertThat(page)
                .contains("14,012 read = 14,012 raw = 13,954 curated + 8 quarantined + 50 duplicates")
                .contains("<td class=\"number\">13,953</td><td class=\"number\">13,953</td>")
                .contains("Mean &quot;delay_minutes&quot; &lt; 5", "Mean 7.1235", "✗ failed")
                .contains("8.3 s", "2001-01-02 02:00:00 UTC");
    }

    @Test
    void showsRecordsAndRowsIfTheyDiffer() {
        ReportContent one = SampleContents.of("decimals");
        String page = page(new ReportContent(
                one.dataset(),
                one.date(),
                one.report(),
                one.answer(),
                SampleContents.ofSeveralRows(),
                one.runId(),
                one.madeAt()));

        assertThat(page)
                .contains(
                        "1,010 read = 1,010 raw = 1,000 accepted + 10 quarantined; 3,194 rows = 3,190 curated + 4 duplicates")
                .contains("<dt>rows</dt><dd>3,194</dd>");
    }

    @Test
    void listsWaitingPartitions() {
        assertThat(page(SampleNights.REPORT, SampleNights.hours()))
                .containsPattern("departed_on=2001-01-02</th>\\s*<td class=\"number\">1</td>")
                .contains("waits for its own night");
    }

    @Test
    void givesEveryTableACaptionAndScopedHeads() throws Exception {
        String page = page(SampleNights.REPORT, SampleNights.hours());
        assertThat(count(page, "<table>")).isEqualTo(5).isEqualTo(count(page, "<caption>"));
        assertThat(count(page, "<th ")).isEqualTo(count(page, "scope=\""));
        assertThat(page).startsWith("<!DOCTYPE html>\n<html lang=\"en\">");
    }

    private static String page(Report report, Answer answer) {
        return page(SampleNights.content(report, answer));
    }

    private static String page(ReportContent content) {
        return new String(ReportPage.of(content), StandardCharsets.UTF_8);
    }

    /** Label and value of each bar, in SVG and HTML charts. */
    private static List<List<String>> drawn(String page) {
        return Pattern.compile("data-label=\"([^\"]*)\" data-value=\"([^\"]*)\"")
                .matcher(page)
                .results()
                .map(bar -> List.of(unescaped(bar.group(1)), unescaped(bar.group(2))))
                .toList();
    }

    private static String unescaped(String text) {
        return text.replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&quot;", "\"")
                .replace("&#39;", "'");
    }

    /**
     * The bars of the SVG charts. Parsing also checks that each SVG is well-formed XML, so that people can extract it.
     */
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
