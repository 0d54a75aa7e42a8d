package dev.madrugada.report.page;

import java.util.List;

/**
 * A bar chart. Each bar has the CSV's texts as {@code data-label} and {@code data-value}; its length is the value's
 * distance from the zero line, below it or left of it for negative ones.
 *
 * @param id of its element, unique on the page
 * @param format of the values
 */
record BarChart(String id, String title, List<Bar> bars, ColumnFormat format) {
    BarChart {
        bars = List.copyOf(bars);
    }

    void draw(Html html) {
        html.open("figure").element("figcaption", title).line();
        if (bars.stream().allMatch(bar -> bar.number().isEmpty())) {
            html.element("p", "No row has a value here: there is nothing to draw.", "class", "empty");
        } else {
            DrawnBars drawn = DrawnBars.of(bars);
            key(html, drawn);
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

    /** What the reader has to know beforehand. */
    private static void key(Html html, DrawnBars drawn) {
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
            html.element("p", ColumnChart.MISSING + " no value to draw", "class", "key")
                    .line();
        }
    }
}
