package dev.madrugada.report.page;

import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A chart of vertical bars over an axis of numbers or days, as inline SVG. SVG cannot measure text. Its texts therefore
 * contain only digits and punctuation, and the layout assumes the width of the widest digit in the fonts of report.css.
 */
final class ColumnChart {
    /** The mark of a bar without a value. */
    static final String MISSING = "–";

    private static final double WIDTH = 1000;
    private static final double TOP = 26;
    private static final double PLOT = 230;
    private static final double MAX_SLOT_WIDTH = 84;
    private static final double MAX_BAR_WIDTH = 60;
    /** Width of the widest digit in the fonts of report.css: at 13 pixels for labels, at 11 pixels for values. */
    private static final double LABEL_DIGIT_WIDTH = 8.4;

    private static final double VALUE_DIGIT_WIDTH = 7.1;
    private static final double SPACE = 8;

    private final String id;
    private final String title;
    private final List<Bar> bars;
    private final ColumnFormat format;
    private final Axis axis;
    private final double left;
    private final double slot;
    private final double right;
    /** The y coordinate below the values of negative bars. */
    private final double base;

    ColumnChart(String id, String title, List<Bar> bars, ColumnFormat format) {
        this.id = id;
        this.title = title;
        this.bars = List.copyOf(bars);
        this.format = format;
        this.axis = Axis.containing(numbers());
        double label = LABEL_DIGIT_WIDTH * longestLabel();
        // A label may be wider than its slot; half of the excess is left of the first bar and right of the last bar.
        double ticks = axis.ticks().stream()
                        .map(Axis::text)
                        .mapToInt(String::length)
                        .max()
                        .orElse(1)
                * LABEL_DIGIT_WIDTH;
        double widest = Math.max(MAX_SLOT_WIDTH, label + SPACE);
        this.slot = Math.min(widest, (WIDTH - ticks - 2 * SPACE) / bars.size());
        this.left = Math.max(ticks + 2 * SPACE, (label - slot) / 2);
        this.right = Math.max(SPACE, (label - slot) / 2);
        this.base = TOP + PLOT + (axis.low().signum() < 0 ? 14 : 0);
    }

    void draw(Html html) {
        double plotEnd = left + slot * bars.size();
        double width = plotEnd + right;
        double height = base + 32;
        html.open(
                "svg",
                "viewBox",
                "0 0 " + number(width) + " " + number(height),
                "width",
                number(width),
                "height",
                number(height),
                "style",
                "min-width:" + Math.round(width * 0.8) + "px;max-width:" + Math.round(width * 1.1) + "px",
                "role",
                "img",
                "aria-labelledby",
                id);
        html.element(
                        "title",
                        title + ", " + TextFormat.quantity(bars.size(), "bar") + "; the table below has the values",
                        "id",
                        id)
                .line();
        grid(html, plotEnd);
        Optional<ColumnFormat> values = format.fittingInto(numbers(), (int) ((slot - 4) / VALUE_DIGIT_WIDTH));
        int every = (int) Math.max(1, Math.ceil((LABEL_DIGIT_WIDTH * longestLabel() + SPACE) / slot));
        for (int i = 0; i < bars.size(); i++) {
            Bar bar = bars.get(i);
            double middle = left + slot * (i + 0.5);
            rectangle(html, bar, middle);
            if (bar.number().isEmpty()) {
                value(html, bar, middle, MISSING);
            } else if (values.isPresent()) {
                value(html, bar, middle, values.get().text(bar.length()));
            }
            if (i % every == 0) {
                text(html, "label", bar.label(), middle, base + 22, "middle");
            }
            html.line();
        }
        line(html, plotEnd, y(BigDecimal.ZERO), "zero");
        html.close().line();
    }

    private List<BigDecimal> numbers() {
        return bars.stream().flatMap(bar -> bar.number().stream()).toList();
    }

    private int longestLabel() {
        return bars.stream().mapToInt(bar -> bar.label().length()).max().orElse(0);
    }

    private void grid(Html html, double plotEnd) {
        for (BigDecimal tick : axis.ticks()) {
            if (tick.signum() != 0) {
                line(html, plotEnd, y(tick), "grid");
            }
            text(html, "tick", Axis.text(tick), left - SPACE, y(tick) + 4, "end");
            html.line();
        }
    }

    private void rectangle(Html html, Bar bar, double middle) {
        double width = Math.min(MAX_BAR_WIDTH, slot * 0.74);
        html.open(
                        "rect",
                        bar.attributes(
                                "x",
                                number(middle - width / 2),
                                "y",
                                number(Math.min(y(bar.length()), y(BigDecimal.ZERO))),
                                "width",
                                number(width),
                                "height",
                                number(Math.abs(y(bar.length()) - y(BigDecimal.ZERO)))))
                .element("title", bar.hint())
                .close();
    }

    private void value(Html html, Bar bar, double middle, String text) {
        double at = y(bar.length()) + (bar.length().signum() < 0 ? 13 : -5);
        text(html, "value", text, middle, at, "middle");
    }

    private static void text(Html html, String name, String text, double x, double y, String anchor) {
        html.element("text", text, "class", name, "x", number(x), "y", number(y), "text-anchor", anchor);
    }

    private void line(Html html, double end, double y, String name) {
        html.open("line", "class", name, "x1", number(left), "x2", number(end), "y1", number(y), "y2", number(y))
                .close();
    }

    private double y(BigDecimal value) {
        return TOP + PLOT * (1 - axis.position(value));
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.2f", value);
    }
}
