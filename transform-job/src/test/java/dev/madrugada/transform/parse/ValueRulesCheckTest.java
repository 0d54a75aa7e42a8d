package dev.madrugada.transform.parse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.madrugada.common.error.TerminalException;
import dev.madrugada.transform.Contracts;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Rules that fit no value are found before any record is read. */
class ValueRulesCheckTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "varchar(4), replace: [{pattern: 'x{5000}', with: ''}] | replace[0] (value): 'x{5000}' exceeds the limit",
                "timestamp, formats: ['dd/MM/yyyy HH:mm'], map: {x: '30/02/2025 10:00'} | map['x'] (value)",
            })
    void aRuleThatFitsNoValueIsInvalid(String column, String problem) {
        assertThatThrownBy(() -> verify(column))
                .isInstanceOf(TerminalException.class)
                .hasMessageContaining("InvalidContract: dataset.yaml")
                .hasMessageContaining("payload.columns[2]." + problem);
    }

    @Test
    void rulesThatFitAreValid() {
        assertThatCode(() -> verify("'decimal(9,2)', accepts: [text], decimal-mark: ',', default: '1000,5', "
                        + "map: {none: 0}, replace: [{pattern: '(\\d)€', with: '$1'}]"))
                .doesNotThrowAnyException();
        assertThat(Contracts.withColumn("{name: value, type: integer}")).isNotNull();
    }

    private static void verify(String column) {
        ValueRulesCheck.verify(
                Contracts.withColumn("{name: value, type: " + column + "}").contract());
    }
}
