package dev.madrugada.report.page;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One bar of a chart.
 *
 * @param label as people read it
 * @param csvLabel as the CSV has it
 * @param csvValue as the CSV has it
 * @param number its length; empty if there is none that has a place on an axis
 */
record Bar(String label, String csvLabel, String csvValue, Optional<BigDecimal> number) {
    BigDecimal length() {
        return number.orElse(BigDecimal.ZERO);
    }

    /** The attributes of its element, whichever that is: class and the CSV's texts, and then those that are given. */
    String[] attributes(String... more) {
        List<String> attributes = new ArrayList<>(List.of(
                "class", length().signum() < 0 ? "bar below" : "bar", "data-label", csvLabel, "data-value", csvValue));
        attributes.addAll(List.of(more));
        return attributes.toArray(String[]::new);
    }

    /** What a pointer over it shows: all of the label, and the value as the CSV has it. */
    String hint() {
        return label + ": " + (csvValue.isEmpty() ? ColumnFormat.NO_VALUE : csvValue);
    }
}
