package dev.madrugada.common.error;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import org.junit.jupiter.api.Test;

class ProblemsTest {
    private final Problems problems = new Problems();

    @Test
    void throwsNothingIfNothingWasAdded() {
        assertThatCode(problems::throwIfAny).doesNotThrowAnyException();
        assertThatCode(() -> problems.throwIfAny("rules")).doesNotThrowAnyException();
        assertThat(problems.count()).isZero();
    }

    @Test
    void throwsASingleFaultAsItIs() {
        Fault fault = wrong("a.yaml", 1);
        problems.add(fault);

        assertThatThrownBy(() -> problems.throwIfAny("rules")).hasMessage(fault.message());
        assertThatThrownBy(problems::throwIfAny).hasMessage(fault.message());
    }

    @Test
    void namesSeveralFaultsInTheOrderTheyWereAddedAndGivesThemOneByOne() {
        problems.add(wrong("b.yaml", 2));
        problems.add(wrong("a.yaml", 1));

        MadrugadaException thrown = thrown(() -> problems.throwIfAny("a.yaml, b.yaml"));

        assertThat(thrown)
                .hasMessage("InvalidContract: a.yaml, b.yaml: 2 problems; they were found before anything started;"
                        + " correct each of these:\n  b.yaml:2: it is wrong; so; correct it"
                        + "\n  a.yaml:1: it is wrong; so; correct it");
        assertThat(thrown.faults()).containsExactly(wrong("b.yaml", 2), wrong("a.yaml", 1));
        assertThat(thrown.withoutCause().faults()).isEqualTo(thrown.faults());
    }

    @Test
    void ordersByFileAndLineWithTheContractsFaultsFirst() {
        Fault missing = Fault.of(ErrorCode.InputMissing)
                .at("a.csv")
                .what("it is missing")
                .because("so")
                .fix("add it");
        problems.addAll(List.of(missing, wrong("b.yaml", 10), wrong("b.yaml", 9), wrong("a.yaml", 30)));

        MadrugadaException thrown = thrown(problems::throwIfAny);

        assertThat(thrown).hasMessageStartingWith("InvalidContract: a.yaml, b.yaml, a.csv: 4 problems;");
        assertThat(thrown.faults())
                .containsExactly(wrong("a.yaml", 30), wrong("b.yaml", 9), wrong("b.yaml", 10), missing);
    }

    @Test
    void namesFaultsThatDifferOnlyInWhatHappenedInOneSentence() {
        problems.add(of("--a is missing"));
        problems.add(of("--b is missing"));

        MadrugadaException thrown = thrown(() -> problems.throwIfAny("arguments"));

        assertThat(thrown)
                .hasMessage("InvalidArguments: arguments: --a is missing | --b is missing (2 problems); so;"
                        + " correct them");
        assertThat(thrown.faults()).hasSize(2);
    }

    @Test
    void namesFiftyOfManyAndSaysHowManyMore() {
        for (int line = 0; line < 1_000; line++) {
            problems.add(wrong("dataset.yaml", line));
        }

        MadrugadaException thrown = thrown(problems::throwIfAny);

        assertThat(thrown)
                .hasMessageContaining("1000 problems")
                .hasMessageContaining("dataset.yaml:49: it is wrong")
                .hasMessageNotContaining("dataset.yaml:50:")
                .hasMessageEndingWith("\n  and 950 more");
        assertThat(thrown.faults()).hasSize(1_000);
    }

    @Test
    void collectsWhatACheckFindsButNotWhatItCouldNotDo() {
        problems.collect(() -> {
            throw wrong("a.yaml", 1).exception();
        });
        problems.collect(() -> {});

        assertThat(problems.faults()).containsExactly(wrong("a.yaml", 1));
        assertThatThrownBy(() -> problems.collect(() -> {
                    throw of("--a is missing").exception();
                }))
                .hasMessageStartingWith("InvalidArguments: arguments: --a is missing");
    }

    private static MadrugadaException thrown(org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
        return catchThrowableOfType(MadrugadaException.class, call);
    }

    private static Fault wrong(String file, int line) {
        return Fault.of(ErrorCode.InvalidContract)
                .at(file, line)
                .what("it is wrong")
                .because("so")
                .fix("correct it");
    }

    private static Fault of(String what) {
        return Fault.of(ErrorCode.InvalidArguments)
                .at("arguments")
                .what(what)
                .because("so")
                .fix("correct them");
    }
}
