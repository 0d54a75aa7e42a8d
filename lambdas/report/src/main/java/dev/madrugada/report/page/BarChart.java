package dev.madrugada.report.page;

import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A bar chart as inline SVG. Each bar is a {@code rect.bar} whose {@code data-label} and {@code data-value} are the
 * CSV's texts; its height is the value's distance from the zero line, below it for negative ones.
 *
 * @param id of its element, unique on the page
 */
record BarChart(String id, String title, List<Bar> bars) {
    /** More bars than these are not drawn: the table has them. */
    static final int MOST_BARS = 400;

    private static final int WIDTH = 1000;
    private static final int LEFT = 64;
    private static final int TOP = 26;
    private static final int PLOT = 230;
    private static final int NARROWEST_SLOT = 20;
    private static final int WIDEST_BAR = 72;
    private static final double LABEL_CHARACTER = 7.4;
    private static final double VALUE_CHARACTER = 6.3;
    private static final int LONGEST_SLANTED = 14;

    /** One bar; no number, no height. */
    record Bar(String label, String value, Optional<BigDecimal> number) {}

    void draw(Html html) {
        new Drawing(this, html).draw();
    }

    /** The measures of one chart, in the SVG's own units. */
    private static final class Drawing {
        private final BarChart chart;
        private final Html html;
        private final Axis axis;
        private final double slot;
        private final boolean slanted;

        /** Where the labels begin: below what is written under the negative bars. */
        private final int base;

        Drawing(BarChart chart, Html html) {
            this.chart = chart;
            this.html = html;
            this.axis = Axis.holding(
                    chart.bars().stream().flatMap(bar -> bar.number().stream()).toList());
            this.slot = Math.max(
                    NARROWEST_SLOT, (WIDTH - LEFT) / (double) chart.bars().size());
            this.base = TOP + PLOT + (axis.low().signum() < 0 ? 14 : 0);
            this.slanted = longest(chart.bars().stream().map(Bar::label).toList()) * LABEL_CHARACTER > slot - 2;
        }

        void draw() {
            double width = LEFT + slot * chart.bars().size();
            int height = base + (slanted ? 96 : 30);
            html.open(
                    "svg",
                    "viewBox",
                    "0 0 " + number(width) + " " + height,
                    "width",
                    number(width),
                    "height",
                    String.valueOf(height),
                    "style",
                    "min-width:" + Math.round(width * 0.8) + "px",
                    "role",
                    "img",
                    "aria-labelledby",
                    chart.id());
            html.element(
                            "title",
                            chart.title() + ", " + chart.bars().size() + " bars; the table below has the figures",
                            "id",
                            chart.id())
                    .line();
            grid(width);
            boolean valued = longest(chart.bars().stream().map(Bar::value).toList()) * VALUE_CHARACTER <= slot;
            for (int i = 0; i < chart.bars().size(); i++) {
                bar(chart.bars().get(i), LEFT + slot * i);
                if (valued) {
                    value(chart.bars().get(i), LEFT + slot * (i + 0.5));
                }
                label(chart.bars().get(i).label(), LEFT + slot * (i + 0.5));
                html.line();
            }
            line(width, y(BigDecimal.ZERO), "zero");
            html.close().line();
        }

        private void grid(double width) {
            for (BigDecimal tick : axis.ticks()) {
                if (tick.signum() != 0) {
                    line(width, y(tick), "grid");
                }
                html.element(
                                "text",
                                Axis.text(tick),
                                "class",
                                "tick",
                                "x",
                                String.valueOf(LEFT - 8),
                                "y",
                                number(y(tick) + 4),
                                "text-anchor",
                                "end")
                        .line();
            }
        }

        private void bar(Bar bar, double left) {
            double width = Math.min(WIDEST_BAR, slot * 0.74);
            BigDecimal number = bar.number().orElse(BigDecimal.ZERO);
            double top = Math.min(y(number), y(BigDecimal.ZERO));
            html.open(
                            "rect",
                            "class",
                            number.signum() < 0 ? "bar below" : "bar",
                            "data-label",
                            bar.label(),
                            "data-value",
                            bar.value(),
                            "x",
                            number(left + (slot - width) / 2),
                            "y",
                            number(top),
                            "width",
                            number(width),
                            "height",
                            number(Math.abs(y(number) - y(BigDecimal.ZERO))))
                    .element("title", bar.label() + ": " + (bar.value().isEmpty() ? "no value" : bar.value()))
                    .close();
        }

        private void value(Bar bar, double middle) {
            BigDecimal number = bar.number().orElse(BigDecimal.ZERO);
            double at = number.signum() < 0 ? y(number) + 13 : y(number) - 5;
            html.element(
                    "text",
                    bar.value(),
                    "class",
                    "value",
                    "x",
                    number(middle),
                    "y",
                    number(at),
                    "text-anchor",
                    "middle");
        }

        private void label(String label, double middle) {
            if (slanted) {
                String turned = "translate(" + number(middle + 4) + " " + (base + 20) + ") rotate(-45)";
                html.element("text", shortened(label), "class", "label", "transform", turned, "text-anchor", "end");
            } else {
                html.element(
                        "text",
                        label,
                        "class",
                        "label",
                        "x",
                        number(middle),
                        "y",
                        String.valueOf(base + 22),
                        "text-anchor",
                        "middle");
            }
        }

        private void line(double width, double y, String name) {
            html.open(
                            "line",
                            "class",
                            name,
                            "x1",
                            String.valueOf(LEFT),
                            "x2",
                            number(width),
                            "y1",
                            number(y),
                            "y2",
                            number(y))
                    .close();
        }

        private double y(BigDecimal value) {
            return TOP + PLOT * (1 - axis.position(value));
        }

        private static String shortened(String label) {
            return label.codePointCount(0, label.length()) <= LONGEST_SLANTED
                    ? label
                    : label.substring(0, label.offsetByCodePoints(0, LONGEST_SLANTED - 1)) + "…";
        }

        private static int longest(List<String> texts) {
            return texts.stream()
                    .mapToInt(text -> text.codePointCount(0, text.length()))
                    .max()
                    .orElse(0);
        }

        private static String number(double value) {
            return String.format(Locale.ROOT, "%.2f", value);
        }
    }
}
