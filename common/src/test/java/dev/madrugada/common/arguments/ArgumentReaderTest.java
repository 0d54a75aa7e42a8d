package dev.madrugada.common.arguments;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.madrugada.common.error.TerminalException;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ArgumentReaderTest {
    @Test
    void readsValuesAndTheirDefaults() {
        ArgumentReader reader = reader("--table", "flights", "--force");
        Argument<String> table = reader.required("table", text -> text.toUpperCase(Locale.ROOT));
        Argument<String> force = reader.required("force", text -> text);
        Argument<Integer> cores = reader.optional("cores", Integer::valueOf, 2);
        Argument<Optional<Integer>> limit = reader.optional("limit", Integer::valueOf);

        reader.verify();

        assertThat(table.value()).isEqualTo("FLIGHTS");
        assertThat(force.value()).isEqualTo("true");
        assertThat(cores.value()).isEqualTo(2);
        assertThat(limit.value()).isEmpty();
    }

    @Test
    void refusesANameThatNearlySpellsOneOfOurs() {
        ArgumentReader reader = reader("--tabel", "flights");
        reader.optional("table", text -> text);

        assertThatThrownBy(reader::verify)
                .isInstanceOf(TerminalException.class)
                .hasMessageStartingWith("InvalidArguments: arguments: --tabel is not known: did you mean --table?;");
    }

    @Test
    void saysWhatIsMissing() {
        ArgumentReader reader = reader();
        reader.required("table", text -> text);

        assertThatThrownBy(reader::verify).hasMessageContaining("--table is missing: it is required");
    }

    @Test
    void refusesAnArgumentGivenTwice() {
        ArgumentReader reader = reader("--table", "flights", "--table", "orders");
        reader.required("table", text -> text);

        assertThatThrownBy(reader::verify).hasMessageContaining("--table is given twice: give it once");
    }

    @Test
    void passesOverWhatGlueMixesInAndWhatIsUnrelated() {
        ArgumentReader reader = reader(
                "--JOB_NAME",
                "night",
                "--TempDir",
                "s3://bucket/tmp",
                "--enable-metrics",
                "--enable-metrics",
                "--class",
                "x.Y",
                "--something-else",
                "1",
                "--table",
                "flights");
        Argument<String> table = reader.required("table", text -> text);

        reader.verify();

        assertThat(table.value()).isEqualTo("flights");
    }

    @Test
    void refusesAValueWithoutAName() {
        ArgumentReader reader = reader("flights");

        assertThatThrownBy(reader::verify).hasMessageContaining("'flights' is not the value of any argument");
    }

    @Test
    void namesAllProblemsAtOnce() {
        ArgumentReader reader = reader("stray", "--cores", "many", "--lmit", "3", "--cores", "2");
        reader.required("table", text -> text);
        reader.optional("limit", Integer::valueOf);
        reader.optional(
                "cores",
                text -> {
                    throw new IllegalArgumentException("must be a number");
                },
                2);

        assertThatThrownBy(reader::verify)
                .hasMessage("InvalidArguments: arguments: 'stray' is not the value of any argument: write --name value"
                        + " | --cores is given twice: give it once"
                        + " | --table is missing: it is required"
                        + " | --cores 'many': must be a number"
                        + " | --lmit is not known: did you mean --limit? (5 problems);"
                        + " found before anything started;"
                        + " correct them and start again (docs/operations.md lists every argument)");
    }

    @Test
    void keepsAValueFromBeingReadBeforeItIsVerified() {
        Argument<String> table = reader().required("table", text -> text);

        assertThatThrownBy(table::value)
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("--table was read before the arguments were verified");
    }

    private static ArgumentReader reader(String... args) {
        return new ArgumentReader(args);
    }
}
