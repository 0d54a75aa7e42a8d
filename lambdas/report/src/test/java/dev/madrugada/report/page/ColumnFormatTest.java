package dev.madrugada.report.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.madrugada.report.query.Cell;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ColumnFormatTest {
    @Test
    void separatesThousands() {
        assertThat(texts("n", 0L, 999L, 3201L, -1_234_567L)).containsExactly("0", "999", "3,201", "-1,234,567");
        assertThat(texts("n", new BigDecimal("1e12"))).containsExactly("1,000,000,000,000");
    }

    @Test
    void removesTrailingZerosOfAverages() {
        assertThat(texts("n", new BigDecimal("6.1000000000000000"), new BigDecimal("3.2500000000000000")))
                .containsExactly("6.10", "3.25");
        assertThat(texts("n", new BigDecimal("6.0000000000000000"))).containsExactly("6");
    }

    @Test
    void roundsLongFractions() {
        assertThat(texts("n", 0.1 + 0.2, 2.0 / 3, 12.0)).containsExactly("0.3000", "0.6667", "12.0000");
        assertThat(texts("n", -0.00005, 1.0)).containsExactly("-0.0001", "1.0000");
    }

    @Test
    void keepsADeclaredScale() {
        assertThat(texts("price", new BigDecimal("12.50"), new BigDecimal("1003.00")))
                .containsExactly("12.50", "1,003.00");
    }

    @Test
    void keepsDigitsOfSmallNumbers() {
        assertThat(texts("share", 0.000001234567, 0.0000005)).containsExactly("0.000001235", "0.000000500");
        assertThat(texts("mixed", 1e12, 1e-6)).containsExactly("1,000,000,000,000.0000", "1×10⁻⁶");
        assertThat(texts("tiny", 1.23456e-20)).containsExactly("1.235×10⁻²⁰");
    }

    @Test
    void writesLargeNumbersInScientificNotation() {
        assertThat(texts("n", new BigDecimal("-1.5e300"), 1L)).containsExactly("-1.5×10³⁰⁰", "1");
        assertThat(texts("n", new BigDecimal("9999999e9"))).containsExactly("1×10¹⁶");
    }

    @Test
    void writesYearsAndIdsWithoutSeparators() {
        assertThat(texts("year", 2001L)).containsExactly("2001");
        assertThat(texts("flight_id", 1234567L)).containsExactly("1234567");
        assertThat(texts("paid", 1234567L)).containsExactly("1,234,567");
    }

    @Test
    void namesMissingValues() {
        assertThat(texts("n", null, 1L)).containsExactly("no value", "1");
        assertThat(texts("s", "", " \u202E\u00A0", "x")).containsExactly("empty text", "empty text", "x");
        assertThat(texts("n", Double.NaN, Double.POSITIVE_INFINITY)).containsExactly("NaN", "Infinity");
        assertThat(texts("n", (@Nullable Object) null)).containsExactly("no value");
    }

    @Test
    void detectsRounding() {
        List<Cell> cells = cells(2.0 / 3, 12.5);
        ColumnFormat format = ColumnFormat.of("n", cells);
        assertThat(cells).extracting(format::rounds).containsExactly(true, false);
    }

    private static List<String> texts(String column, @Nullable Object... values) {
        List<Cell> cells = cells(values);
        ColumnFormat format = ColumnFormat.of(column, cells);
        return cells.stream().map(format::text).toList();
    }

    private static List<Cell> cells(@Nullable Object... values) {
        return Arrays.stream(values).map(Cell::of).toList();
    }
}
