package dev.madrugada.common.error;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FaultTest {
    @Test
    void saysWhereWhatWhyAndHowToFixIt() {
        Exception cause = new IllegalStateException("disk");
        MadrugadaException thrown = fault(ErrorCode.SinkUnavailable).exception(cause);

        assertThat(thrown)
                .hasMessage("SinkUnavailable: s3://bucket: it did not answer; it was busy; wait")
                .hasCause(cause);
        assertThat(thrown.code()).isEqualTo(ErrorCode.SinkUnavailable);
    }

    @ParameterizedTest
    @EnumSource
    void isRetryableExactlyIfItsCategoryIs(ErrorCode code) {
        assertThat(fault(code).exception())
                .isExactlyInstanceOf(code.category().isRetried() ? RetryableException.class : TerminalException.class);
    }

    @Test
    void onlyInfrastructureIsRetried() {
        assertThat(ErrorCategory.values())
                .filteredOn(ErrorCategory::isRetried)
                .containsOnly(ErrorCategory.INFRASTRUCTURE);
    }

    @Test
    void endsWithTheStatusOfItsCategory() {
        assertThat(ErrorCode.InvalidContract.category().exitStatus()).isEqualTo(64);
        assertThat(ErrorCode.ConservationViolated.category().exitStatus()).isEqualTo(65);
        assertThat(ErrorCode.PublicationConflict.category().exitStatus()).isEqualTo(75);
        assertThat(ErrorCode.CommitOutcomeUnknown.category().exitStatus()).isEqualTo(75);
        assertThat(ErrorCode.InternalError.category().exitStatus()).isEqualTo(70);
    }

    @Test
    void namesSeveralFaultsAtOnceAndGivesThemOneByOne() {
        Fault first = new Fault(ErrorCode.InvalidContract, "a.yaml:1", "it is wrong", "so", "correct it");
        Fault second = new Fault(ErrorCode.InvalidContract, "b.sql:2", "it is odd", "thus", "mend it");

        MadrugadaException thrown = Fault.all("a.yaml, b.sql", List.of(first, second));

        assertThat(thrown)
                .hasMessage("InvalidContract: a.yaml, b.sql: 2 problems; they were found before anything started;"
                        + " correct each of these:\n  a.yaml:1: it is wrong; so; correct it"
                        + "\n  b.sql:2: it is odd; thus; mend it");
        assertThat(thrown.faults()).containsExactly(first, second);
        assertThat(thrown.withoutCause().faults()).containsExactly(first, second);
        assertThat(Fault.all("a.yaml", List.of(first))).hasMessage(first.message());
    }

    @Test
    void refusesToSayLess() {
        assertThatThrownBy(() -> new Fault(ErrorCode.InternalError, "here", "it broke", " ", "report it"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("where, what, why and how to fix");
    }

    private static Fault fault(ErrorCode code) {
        return new Fault(code, "s3://bucket", "it did not answer", "it was busy", "wait");
    }

    @Test
    void ofManyFaultsTheMessageNamesSomeAndSaysHowManyMore() {
        List<Fault> faults = IntStream.range(0, 1_000)
                .mapToObj(
                        line -> new Fault(ErrorCode.InvalidContract, "dataset.yaml:" + line, "wrong", "so", "mend it"))
                .toList();

        MadrugadaException all = Fault.all("dataset.yaml", faults);

        assertThat(all)
                .hasMessageContaining("1000 problems")
                .hasMessageContaining("dataset.yaml:49: wrong")
                .hasMessageNotContaining("dataset.yaml:50:")
                .hasMessageEndingWith("\n  and 950 more");
        assertThat(all.faults()).isEqualTo(faults);
    }
}
