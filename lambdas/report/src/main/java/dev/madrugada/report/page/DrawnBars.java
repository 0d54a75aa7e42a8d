package dev.madrugada.report.page;

import dev.madrugada.common.text.Numbers;
import java.math.BigDecimal;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Selects the bars to draw and their arrangement. If all labels are days, or all are numbers, in ascending or
 * descending order, the bars are vertical columns in that order. Otherwise they are horizontal rows, which have room
 * for long labels.
 *
 * @param remark a sentence about the bars that are left out; empty if all are drawn
 */
record DrawnBars(List<Bar> bars, Shape shape, Optional<String> remark) {
    static final int MAX_COLUMNS = 80;
    static final int MAX_ROWS = 40;
    /** If there are more rows than {@link #MAX_ROWS}, only this many are drawn. */
    static final int TOP_ROWS = 30;

    private static final Pattern DAY = Pattern.compile("\\d{4}-\\d\\d(-\\d\\d([T ][\\d:.]+Z?)?)?");

    /** The arrangement of the bars. */
    enum Shape {
        COLUMNS,
        ROWS
    }

    DrawnBars {
        bars = List.copyOf(bars);
    }

    static DrawnBars of(List<Bar> all) {
        boolean days = all.stream().allMatch(bar -> DAY.matcher(bar.csvLabel()).matches());
        if (days && isOrdered(all, Comparator.comparing(Bar::csvLabel))) {
            return latest(all);
        }
        if (all.stream().allMatch(bar -> number(bar).isPresent())
                && isOrdered(all, Comparator.comparing(bar -> number(bar).orElseThrow()))) {
            return first(all);
        }
        return greatest(all);
    }

    int leftOut(int all) {
        return all - bars.size();
    }

    private static DrawnBars latest(List<Bar> all) {
        if (all.size() <= MAX_COLUMNS) {
            return new DrawnBars(all, Shape.COLUMNS, Optional.empty());
        }
        boolean ascending = all.get(0).csvLabel().compareTo(all.get(1).csvLabel()) < 0;
        List<Bar> drawn = ascending ? all.subList(all.size() - MAX_COLUMNS, all.size()) : all.subList(0, MAX_COLUMNS);
        return new DrawnBars(drawn, Shape.COLUMNS, Optional.of(remark("the latest", MAX_COLUMNS, all.size())));
    }

    private static DrawnBars first(List<Bar> all) {
        if (all.size() <= MAX_COLUMNS) {
            return new DrawnBars(all, Shape.COLUMNS, Optional.empty());
        }
        return new DrawnBars(
                all.subList(0, MAX_COLUMNS), Shape.COLUMNS, Optional.of(remark("the first", MAX_COLUMNS, all.size())));
    }

    private static DrawnBars greatest(List<Bar> all) {
        if (all.size() <= MAX_ROWS) {
            return new DrawnBars(all, Shape.ROWS, Optional.empty());
        }
        List<Bar> drawn = all.stream()
                .sorted(Comparator.comparing((Bar bar) -> bar.length().abs()).reversed())
                .limit(TOP_ROWS)
                .toList();
        boolean negative = drawn.stream().anyMatch(bar -> bar.length().signum() < 0);
        return new DrawnBars(
                drawn,
                Shape.ROWS,
                Optional.of(remark(negative ? "those farthest from zero," : "the largest", TOP_ROWS, all.size())));
    }

    private static String remark(String which, int drawn, int all) {
        return "The chart shows " + which + " " + drawn + " of " + Numbers.grouped(all)
                + " bars; the table below has all.";
    }

    private static boolean isOrdered(List<Bar> bars, Comparator<Bar> order) {
        return isAscending(bars, order) || isAscending(bars, order.reversed());
    }

    private static boolean isAscending(List<Bar> bars, Comparator<Bar> order) {
        for (int i = 1; i < bars.size(); i++) {
            if (order.compare(bars.get(i - 1), bars.get(i)) >= 0) {
                return false;
            }
        }
        return true;
    }

    private static Optional<BigDecimal> number(Bar bar) {
        try {
            return Optional.of(new BigDecimal(bar.csvLabel()));
        } catch (NumberFormatException text) {
            return Optional.empty();
        }
    }
}
