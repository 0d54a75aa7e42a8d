package dev.madrugada.report.page;

import dev.madrugada.common.contract.Report;
import dev.madrugada.report.page.Tables.Head;
import dev.madrugada.report.query.Answer;
import dev.madrugada.report.query.Cell;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** The answer: a chart for each drawn column, and all of it as a table. */
record AnswerSection(Report report, Answer answer) {
    void write(Html html) {
        if (answer.rows().isEmpty()) {
            html.element(
                            "p",
                            "The query's answer has no rows for this day: there is nothing to draw.",
                            "class",
                            "empty")
                    .line();
            return;
        }
        if (answer.rows().size() > BarChart.MOST_BARS) {
            html.element(
                            "p",
                            "The answer has " + Words.rows(answer.rows().size()) + ", too many to draw (at most "
                                    + BarChart.MOST_BARS + "): the table below has them all.",
                            "class",
                            "empty")
                    .line();
        } else {
            for (int i = 0; i < report.values().size(); i++) {
                chart(html, i);
            }
        }
        table(html);
    }

    private void chart(Html html, int index) {
        String column = report.values().get(index);
        String title = Words.capitalised(Words.phrase(column)) + " by " + Words.phrase(report.label());
        List<Cell> labels = answer.column(report.label());
        List<Cell> values = answer.column(column);
        List<BarChart.Bar> bars = new ArrayList<>();
        for (int row = 0; row < labels.size(); row++) {
            Cell value = values.get(row);
            bars.add(new BarChart.Bar(Csv.text(labels.get(row)), Csv.text(value), value.number()));
        }
        html.open("figure")
                .element("figcaption", title)
                .open("div", "class", "scroll", "tabindex", "0", "role", "region", "aria-label", title)
                .line();
        new BarChart("chart-" + (index + 1), title, bars).draw(html);
        html.close().close().line();
    }

    private void table(Html html) {
        AnswerFormat format = AnswerFormat.of(report, answer);
        List<Head> heads = format.heads();
        Tables.begin(html, "The whole answer, " + Words.rows(answer.rows().size()), heads);
        for (List<Cell> row : answer.rows()) {
            Tables.row(
                    html,
                    heads,
                    IntStream.range(0, row.size())
                            .mapToObj(column -> format.text(column, row.get(column)))
                            .toList());
        }
        Tables.end(html);
    }
}
