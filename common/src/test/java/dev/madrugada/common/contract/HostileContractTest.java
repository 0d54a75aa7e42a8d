package dev.madrugada.common.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.madrugada.common.error.TerminalException;
import java.time.Duration;
import java.util.regex.Matcher;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Contracts written to harm the process that reads them. */
class HostileContractTest {
    private static final Duration SOON = Duration.ofSeconds(20);

    static String[] contracts() {
        return new String[] {
            // Nine levels of nine aliases: a billion texts, if they were copied.
            bomb("columns"),
            bomb("report"),
            "dataset: &a [*a, *a]\ncolumns: *a\n",
            "columns: &a\n  - name: x\n    fields: *a\n",
            "dataset: !!javax.script.ScriptEngineManager [!!java.net.URL [\"http://127.0.0.1:1/\"]]\n",
            "dataset: !<tag:yaml.org,2002:java.lang.Runtime> x\n",
            "columns: " + "[".repeat(20_000) + "\n",
            "columns: " + "{a: ".repeat(20_000) + "\n",
        };
    }

    @ParameterizedTest
    @MethodSource("contracts")
    void isRefusedSoonAndWithACode(String text) {
        Assertions.assertTimeoutPreemptively(
                SOON,
                () -> assertThatThrownBy(() -> ContractReader.read("dataset.yaml", text))
                        .isInstanceOf(TerminalException.class)
                        .hasMessageStartingWith("InvalidContract: "));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "dataset: flights | dataset: \"flights'; DROP TABLE flights; --\" | dataset: ",
                "dataset: flights | dataset: ../../other | dataset: ",
                "dataset: flights | dataset: \"$(touch x)\" | dataset: ",
                "dataset: flights | dataset: \"a/b\" | dataset: ",
                "table: flights | table: \"flights\\\"; DROP TABLE x; --\" | warehouse.table: ",
                "file: airports.csv | file: /etc/passwd | lookups[0].file: ",
                "file: airports.csv | file: \"..\\\\x\" | lookups[0].file: ",
            })
    void aNameIsRefusedThatAPathAStatementOrAShellWouldRead(String given, String hostile, String where) {
        String contract = Flights.contract();
        assertThat(contract).contains(given);
        assertThatThrownBy(() -> ContractReader.read(
                        "dataset.yaml", contract.replaceFirst(given, Matcher.quoteReplacement(hostile))))
                .isInstanceOf(TerminalException.class)
                .hasMessageStartingWith("InvalidContract: ")
                .hasMessageContaining(where);
    }

    private static String bomb(String key) {
        StringBuilder text = new StringBuilder("a: &a0 [x, x, x, x, x, x, x, x, x]\n");
        for (int level = 1; level < 9; level++) {
            text.append("b").append(level).append(": &a").append(level).append(" [");
            text.append(("*a" + (level - 1) + ", ").repeat(8));
            text.append("*a").append(level - 1).append("]\n");
        }
        return text.append(key).append(": *a8\n").toString();
    }
}
