package dev.madrugada.report.page;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One bar of a chart.
 *
 * @param label label in the format for people
 * @param csvLabel label as in the CSV
 * @param csvValue value as in the CSV
 * @param number the bar's length; empty if the value is missing or not finite
 */
record Bar(String label, String csvLabel, String csvValue, Optional<BigDecimal> number) {
    BigDecimal length() {
        return number.orElse(BigDecimal.ZERO);
    }

    /** The attributes of the bar's element: class, the CSV's label and value, and the given attributes. */
    String[] attributes(String... more) {
        List<String> attributes = new ArrayList<>(List.of(
                "class", length().signum() < 0 ? "bar below" : "bar", "data-label", csvLabel, "data-value", csvValue));
        attributes.addAll(List.of(more));
        return attributes.toArray(String[]::new);
    }

    /** The tooltip: the complete label, and the value as in the CSV. */
    String hint() {
        return label + ": " + (csvValue.isEmpty() ? ColumnFormat.NO_VALUE : csvValue);
    }
}
