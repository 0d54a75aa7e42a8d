package dev.madrugada.report.page;

import dev.madrugada.common.contract.Report;
import dev.madrugada.report.page.Tables.Head;
import dev.madrugada.report.query.Answer;
import dev.madrugada.report.query.Cell;
import java.util.ArrayList;
import java.util.List;

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
        List<Head> heads = answer.columns().stream().map(this::head).toList();
        Tables.begin(html, "The whole answer, " + Words.rows(answer.rows().size()), heads);
        for (List<Cell> row : answer.rows()) {
            Tables.row(html, heads, row.stream().map(Cell::text).toList());
        }
        Tables.end(html);
    }

    /** The first column names the row, whatever it holds. */
    private Head head(String column) {
        int index = answer.columns().indexOf(column);
        boolean numbers =
                answer.rows().stream().map(row -> row.get(index)).noneMatch(cell -> cell.kind() == Cell.Kind.TEXT);
        return numbers && index > 0 ? Head.number(column) : Head.prose(column);
    }
}
