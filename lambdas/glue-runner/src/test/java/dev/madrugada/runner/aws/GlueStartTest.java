package dev.madrugada.runner.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.madrugada.runner.step.Start;
import dev.madrugada.runner.task.Failure;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.glue.model.GlueException;

class GlueStartTest {
    @Test
    void whatWasStartedHasItsId() {
        assertThat(GlueStart.of("Glue", () -> "jr_1")).isEqualTo(Start.started("jr_1"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ConcurrentRunsExceededException",
                "ResourceNumberLimitExceededException",
                "CrawlerRunningException",
                "ConcurrentModificationException",
                "ThrottlingException",
                "ExpiredTokenException"
            })
    void nothingWasStartedAndALaterRequestMayStartIt(String code) {
        assertThat(started(code, 400)).isEqualTo(Start.busy(failure(code, 400)));
    }

    @ParameterizedTest
    @CsvSource({"EntityNotFoundException,400", "AccessDeniedException,400", "InvalidInputException,499"})
    void noRequestWillEverStartIt(String code, int status) {
        assertThat(started(code, status)).isEqualTo(Start.refused(failure(code, status)));
    }

    @Test
    void aRefusalWithoutACodeHasItsStatus() {
        AwsServiceException bare =
                GlueException.builder().statusCode(403).message("no").build();

        assertThat(of(bare)).isEqualTo(Start.refused(new Failure("Glue.Status403", "Status403, status 403")));
    }

    @ParameterizedTest
    @CsvSource({"InternalServiceException,500", "ServiceUnavailable,503", "OperationTimeoutException,400"})
    void itMayHaveBeenStarted(String code, int status) {
        assertThatThrownBy(() -> started(code, status)).isInstanceOf(AwsServiceException.class);
    }

    @Test
    void withoutAnAnswerItMayHaveBeenStarted() {
        SdkClientException lost = SdkClientException.create("the connection was reset");

        assertThatThrownBy(() -> GlueStart.of("Glue", () -> {
                    throw lost;
                }))
                .isSameAs(lost);
    }

    private static Start started(String code, int status) {
        return of(GlueException.builder()
                .statusCode(status)
                .awsErrorDetails(AwsErrorDetails.builder()
                        .errorCode(code)
                        .errorMessage("why")
                        .build())
                .build());
    }

    private static Start of(AwsServiceException thrown) {
        return GlueStart.of("Glue", () -> {
            throw thrown;
        });
    }

    private static Failure failure(String code, int status) {
        return new Failure("Glue." + code, code + ", status " + status + ": why");
    }
}
