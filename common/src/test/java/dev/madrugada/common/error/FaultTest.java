package dev.madrugada.common.error;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
    void knowsItsFileAndLine() {
        Fault ofLine = wrong().at("lookups/a:b.csv", 17).fix("correct it");
        Fault ofFile = wrong().at("s3://bucket/dataset.yaml").fix("correct it");

        assertThat(ofLine.where()).isEqualTo("lookups/a:b.csv:17");
        assertThat(ofLine.file()).isEqualTo("lookups/a:b.csv");
        assertThat(ofLine.line()).isEqualTo(17);
        assertThat(ofFile.file()).isEqualTo("s3://bucket/dataset.yaml");
        assertThat(ofFile.line()).isZero();
    }

    @Test
    void refusesToSayLess() {
        assertThatThrownBy(() -> wrong().at("here").because(" ").fix("report it"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("where, what, why and how to fix");
    }

    private static Fault fault(ErrorCode code) {
        return Fault.of(code)
                .at("s3://bucket")
                .what("it did not answer")
                .because("it was busy")
                .fix("wait");
    }

    private static Fault.Parts wrong() {
        return Fault.of(ErrorCode.InvalidContract).what("it is wrong").because("so");
    }
}
