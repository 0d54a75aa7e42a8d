package dev.madrugada.report.page;

import java.util.List;

/**
 * A bar chart. Each bar has the CSV's label and value as {@code data-label} and {@code data-value}. Its length is the
 * value's distance from the zero line; negative bars are below the line or left of it.
 *
 * @param id id of the chart's element, unique on the page
 * @param format format of the values
 */
record BarChart(String id, String title, List<Bar> bars, ColumnFormat format) {
    BarChart {
        bars = List.copyOf(bars);
    }

    void draw(Html html) {
        html.open("figure").element("figcaption", title).line();
        if (bars.stream().allMatch(bar -> bar.number().isEmpty())) {
            html.element("p", "All values of this column are missing, so there is no chart.", "class", "empty");
        } else {
            DrawnBars drawn = DrawnBars.of(bars);
            legend(html, drawn);
            if (drawn.shape() == DrawnBars.Shape.COLUMNS) {
                html.open("div", "class", "scroll", "tabindex", "0", "role", "region", "aria-label", title)
                        .line();
                new ColumnChart(id, title, drawn.bars(), format).draw(html);
                html.close();
            } else {
                new RowChart(title, drawn.bars(), format, drawn.leftOut(bars.size())).draw(html);
            }
        }
        html.close().line();
    }

    /** The legend above the chart. */
    private static void legend(Html html, DrawnBars drawn) {
        drawn.remark()
                .ifPresent(remark -> html.element("p", remark, "class", "key").line());
        if (drawn.bars().stream().anyMatch(bar -> bar.length().signum() < 0)) {
            html.open("p", "class", "key")
                    .element("span", "", "class", "swatch")
                    .text(" above zero ")
                    .element("span", "", "class", "swatch below")
                    .text(" below zero")
                    .close()
                    .line();
        }
        if (drawn.shape() == DrawnBars.Shape.COLUMNS
                && drawn.bars().stream().anyMatch(bar -> bar.number().isEmpty())) {
            html.element("p", ColumnChart.MISSING + " no value", "class", "key").line();
        }
    }
}
