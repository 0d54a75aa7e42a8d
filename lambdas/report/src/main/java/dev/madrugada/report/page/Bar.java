package dev.madrugada.report.page;

import java.math.BigDecimal;
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

    /** Its class in the style sheet. */
    String css() {
        return length().signum() < 0 ? "bar below" : "bar";
    }

    /** What a pointer over it shows: all of the label, and the value as the CSV has it. */
    String hint() {
        return label + ": " + (csvValue.isEmpty() ? ColumnFormat.NO_VALUE : csvValue);
    }
}
