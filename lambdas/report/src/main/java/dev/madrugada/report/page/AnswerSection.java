package dev.madrugada.report.page;

import dev.madrugada.common.contract.Report;
import dev.madrugada.report.page.Tables.Head;
import dev.madrugada.report.query.Answer;
import dev.madrugada.report.query.Cell;
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
        AnswerFormat format = AnswerFormat.of(report, answer);
        for (int i = 0; i < report.values().size(); i++) {
            chart(html, format, i);
        }
        table(html, format);
    }

    private void chart(Html html, AnswerFormat format, int index) {
        String column = report.values().get(index);
        int labels = answer.columns().indexOf(report.label());
        int values = answer.columns().indexOf(column);
        List<Bar> bars = answer.rows().stream()
                .map(row -> new Bar(
                        format.text(labels, row.get(labels)),
                        Csv.text(row.get(labels)),
                        Csv.text(row.get(values)),
                        row.get(values).number()))
                .toList();
        String title = Words.capitalised(Words.phrase(column)) + " by " + Words.phrase(report.label());
        new BarChart("chart-" + (index + 1), title, bars, format.formats().get(values)).draw(html);
    }

    private void table(Html html, AnswerFormat format) {
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
        if (format.rounds(answer)) {
            html.element("p", "Long fractions are rounded here; report.csv has every figure whole.", "class", "key")
                    .line();
        }
    }
}
