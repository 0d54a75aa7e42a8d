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
    void refusesToSayLess() {
        assertThatThrownBy(() -> new Fault(ErrorCode.InternalError, "here", "it broke", " ", "report it"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("where, what, why and how to fix");
    }

    private static Fault fault(ErrorCode code) {
        return new Fault(code, "s3://bucket", "it did not answer", "it was busy", "wait");
    }
}
