package dev.madrugada.report.page;

import dev.madrugada.common.text.Numbers;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.Locale;

/**
 * A chart of horizontal bars, each between its label and its value. It is HTML and not SVG, because the browser
 * measures text in any script, breaks long labels and sets their direction.
 *
 * @param leftOut number of bars of the result that are not drawn
 */
record RowChart(String title, List<Bar> bars, ColumnFormat format, int leftOut) {
    private static final int MAX_LABEL_LENGTH = 80;
    private static final int MAX_VALUE_LENGTH = 12;

    void draw(Html html) {
        ColumnFormat shown = format.fitting(
                bars.stream().flatMap(bar -> bar.number().stream()).toList(), MAX_VALUE_LENGTH);
        BigDecimal least = bars.stream().map(Bar::length).reduce(BigDecimal.ZERO, BigDecimal::min);
        BigDecimal most = bars.stream().map(Bar::length).reduce(BigDecimal.ZERO, BigDecimal::max);
        BigDecimal span = most.subtract(least);
        html.open(
                        "div",
                        "class",
                        "rows",
                        "role",
                        "img",
                        "aria-label",
                        title + ", " + TextFormat.quantity(bars.size(), "bar") + "; the table below has the values")
                .line();
        for (Bar bar : bars) {
            html.element("span", Labels.shortened(bar.label(), MAX_LABEL_LENGTH), "class", "name", "dir", "auto")
                    .open("span", "class", "track")
                    .element("span", "", "class", "zero", "style", "left:" + percent(least.negate(), span))
                    .element(
                            "span",
                            "",
                            bar.attributes(
                                    "title",
                                    bar.hint(),
                                    "style",
                                    "left:"
                                            + percent(
                                                    bar.length()
                                                            .min(BigDecimal.ZERO)
                                                            .subtract(least),
                                                    span) + ";width:"
                                            + percent(bar.length().abs(), span)))
                    .close()
                    .element("span", value(bar, shown), "class", "figure")
                    .line();
        }
        if (leftOut > 0) {
            html.element("span", "… and " + Numbers.grouped(leftOut) + " more", "class", "more")
                    .line();
        }
        html.close().line();
    }

    private static String value(Bar bar, ColumnFormat shown) {
        return bar.number().map(shown::text).orElse(bar.csvValue().isEmpty() ? ColumnFormat.NO_VALUE : bar.csvValue());
    }

    private static String percent(BigDecimal part, BigDecimal whole) {
        double share = whole.signum() == 0
                ? 0
                : part.divide(whole, MathContext.DECIMAL64).doubleValue();
        return String.format(Locale.ROOT, "%.3f%%", 100 * share);
    }
}
