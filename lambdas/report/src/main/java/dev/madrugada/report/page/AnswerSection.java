package dev.madrugada.report.page;

import dev.madrugada.common.contract.Report;
import dev.madrugada.report.page.Tables.Head;
import dev.madrugada.report.query.Answer;
import dev.madrugada.report.query.Cell;
import java.util.List;
import java.util.stream.IntStream;

/** The section with the result of the query: a chart for each value column, and the whole result as a table. */
record AnswerSection(Report report, Answer answer) {
    void write(Html html) {
        if (answer.rows().isEmpty()) {
            html.element("p", "The query returned no rows for this day, so there is no chart.", "class", "empty")
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
        String title = TextFormat.capitalised(TextFormat.phrase(column)) + " by " + TextFormat.phrase(report.label());
        new BarChart("chart-" + (index + 1), title, bars, format.formats().get(values)).draw(html);
    }

    private void table(Html html, AnswerFormat format) {
        List<Head> heads = format.heads();
        Tables.begin(html, "Query result, " + TextFormat.rows(answer.rows().size()), heads);
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
            html.element("p", "Long fractions are rounded here; report.csv has the exact numbers.", "class", "key")
                    .line();
        }
    }
}
