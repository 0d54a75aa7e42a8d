package dev.madrugada.report.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.madrugada.common.contract.Report;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

class AnswerTest {
    private static final Answer ANSWER = new Answer(
            List.of("departure_hour", "flights", "carrier"),
            List.of(List.of(Cell.of(0L), Cell.of(12L), Cell.of("AA")), List.of(Cell.of(1L), Cell.NULL, Cell.of("UA"))));

    @Test
    void acceptsNulls() {
        assertThatCode(() -> ANSWER.drawnAs(report("departure_hour", "flights")))
                .doesNotThrowAnyException();
    }

    @Test
    void reportsAllMissingColumnsWithSuggestions() {
        assertThatThrownBy(() -> ANSWER.drawnAs(report("departure_our", "flight", "weather")))
                .hasMessageStartingWith("InvalidContract: dataset.yaml: ")
                .hasMessageContaining(
                        "report.label: the result has no column 'departure_our': did you mean" + " 'departure_hour'?")
                .hasMessageContaining("report.values: the result has no column 'flight': did you mean 'flights'?")
                .hasMessageContaining("report.values: the result has no column 'weather'")
                .hasMessageContaining("departure_hour, flights, carrier");
    }

    @Test
    void rejectsTextColumns() {
        assertThatThrownBy(() -> ANSWER.drawnAs(report("departure_hour", "carrier")))
                .hasMessageContaining("'carrier' contains text");
    }

    @Test
    void rejectsDuplicateColumnNames() {
        Answer twice = new Answer(List.of("n", "n"), List.of());
        assertThatThrownBy(() -> twice.drawnAs(report("n", "n")))
                .hasMessageContaining("report.label: the result has 2 columns 'n'")
                .hasMessageContaining("report.values: the result has 2 columns 'n'");
    }

    @Test
    void writesFloatsWithTheFewestDigits() {
        assertThat(Cell.of(6.1).text()).isEqualTo("6.1");
        assertThat(Cell.of(0.1 + 0.2).text()).isEqualTo("0.30000000000000004");
        assertThat(Cell.of(2.0E-3).text()).isEqualTo("0.002");
        assertThat(Cell.of(Double.valueOf("1.0E23")).text()).isEqualTo("100000000000000000000000");
        assertThat(Cell.of(0.1f).text()).isEqualTo("0.1");
        assertThat(Cell.of(Double.valueOf("9007199254740993")).text()).isEqualTo("9007199254740992");
        assertThat(Cell.of(new BigDecimal("6.1000000000000000")).text()).isEqualTo("6.1000000000000000");
        for (double value :
                new double[] {Double.MIN_VALUE, Double.MAX_VALUE, Math.scalb(1.0, -44), 3 * Double.MIN_VALUE}) {
            assertThat(Double.parseDouble(Cell.of(value).text())).isEqualTo(value);
        }
    }

    @Test
    void writesValuesExactly() {
        assertThat(Cell.of(new BigDecimal("1.20")).text()).isEqualTo("1.20");
        assertThat(Cell.of(new BigDecimal("1E+3")).text()).isEqualTo("1000");
        assertThat(Cell.of(2.0).text()).isEqualTo("2");
        assertThat(Cell.of(1.0e-7).text()).isEqualTo("0.0000001");
        assertThat(Cell.of(Double.NaN)).isEqualTo(new Cell("NaN", Cell.Kind.NUMBER));
        assertThat(Cell.of(Double.NaN).number()).isEmpty();
        assertThat(Cell.of(-7L).number()).contains(new BigDecimal("-7"));
        assertThat(Cell.of(true).text()).isEqualTo("true");
        assertThat(Cell.of(LocalDate.of(2001, 1, 1)).text()).isEqualTo("2001-01-01");
        assertThat(Cell.of(Instant.parse("2001-01-01T00:00:00Z")).text()).isEqualTo("2001-01-01T00:00:00Z");
        assertThat(Cell.of(null)).isEqualTo(Cell.NULL);
        assertThat(Cell.of("7").number()).isEmpty();
    }

    private static Report report(String label, String... values) {
        return new Report("Flights", "a@example.com", List.of(), label, List.of(values));
    }
}
