package dev.madrugada.report.page;

import dev.madrugada.common.text.Numbers;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.Locale;

/**
 * Bars that lie below each other, each with its label before it and its value after it. It is HTML: the browser knows
 * how wide a text is in any script, breaks long labels and sets their direction.
 *
 * @param leftOut how many bars the answer has besides these
 */
record RowChart(String title, List<Bar> bars, ColumnFormat format, int leftOut) {
    private static final int LONGEST_LABEL = 80;
    private static final int LONGEST_VALUE = 12;

    void draw(Html html) {
        ColumnFormat shown = format.fitting(
                bars.stream().flatMap(bar -> bar.number().stream()).toList(), LONGEST_VALUE);
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
                        title + ", " + Words.counted(bars.size(), "bar") + "; the table below has the figures")
                .line();
        for (Bar bar : bars) {
            html.element("span", Labels.shortened(bar.label(), LONGEST_LABEL), "class", "name", "dir", "auto")
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
