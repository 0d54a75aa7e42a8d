package dev.madrugada.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MadrugadaTest {
    @Test
    void printsTheHelpWithoutACommand() {
        Invocation asked = Invocation.of();

        assertThat(asked.status()).isZero();
        assertThat(asked.out()).contains("Usage: madrugada", "check", "Exit status: 0 done, 64", "--help");
        assertThat(asked.err()).isEmpty();
    }

    @Test
    void everyCommandHasHelp() {
        for (String command :
                Madrugada.commandLine(java.util.Map.of()).getSubcommands().keySet()) {
            Invocation asked = Invocation.of(command, "--help");

            assertThat(asked.status()).as(command).isZero();
            assertThat(asked.out()).contains("Usage: madrugada " + command).contains("Print this help");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "chek,          Did you mean: madrugada check",
        "check,         Missing required parameter: 'DIR'",
        "check a b,     Unmatched argument",
        "check --ddll,  Missing required parameter",
        "check s3://,   must be a URI such as s3://bucket/folder"
    })
    void wrongWordsEndWith64AndAHint(String words, String hint) {
        Invocation asked = Invocation.of(words.split(" "));

        assertThat(asked.status()).isEqualTo(64);
        assertThat(asked.err()).startsWith("InvalidArguments: ").contains(hint);
        assertThat(asked.out()).isEmpty();
    }
}
