package dev.madrugada.aws.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.madrugada.common.error.ErrorCode;
import dev.madrugada.common.error.RetryableException;
import dev.madrugada.common.error.TerminalException;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;

class AwsFailureTest {
    private static final String MESSAGE = "user arn:aws:sts::123456789012:assumed-role/x may not, key AKIA123";
    private static final AwsCall CALL = new AwsCall(
            "s3://lake/",
            "S3",
            new AwsCall.Codes(ErrorCode.SinkUnavailable, ErrorCode.InvalidArguments),
            new AwsCall.Fixes("grant s3:GetObject", "create it", "correct it"));

    @ParameterizedTest
    @CsvSource({
        // S3
        "AccessDenied,                       403, DENIED",
        "AllAccessDisabled,                  403, DENIED",
        "'',                                 403, DENIED",
        "NoSuchBucket,                       404, ABSENT",
        "'',                                 404, ABSENT",
        "PermanentRedirect,                  301, REFUSED",
        "AuthorizationHeaderMalformed,       400, REFUSED",
        "InvalidBucketName,                  400, REFUSED",
        "KMS.DisabledException,              400, DENIED",
        "KMS.NotFoundException,              400, DENIED",
        "KMS.ThrottlingException,            400, AWAY",
        "ExpiredToken,                       400, UNKNOWN_CREDENTIALS",
        "InvalidAccessKeyId,                 403, UNKNOWN_CREDENTIALS",
        "SignatureDoesNotMatch,              403, UNKNOWN_CREDENTIALS",
        "RequestTimeTooSkewed,               403, AWAY",
        "RequestTimeout,                     400, AWAY",
        "OperationAborted,                   409, AWAY",
        "SlowDown,                           503, AWAY",
        "InternalError,                      500, AWAY",
        // Glue and Lake Formation
        "AccessDeniedException,              400, DENIED",
        "EntityNotFoundException,            400, ABSENT",
        "InvalidInputException,              400, REFUSED",
        "ResourceNumberLimitExceededException, 400, REFUSED",
        "GlueEncryptionException,            400, DENIED",
        "OperationTimeoutException,          400, AWAY",
        "ConcurrentModificationException,    400, AWAY",
        "InternalServiceException,           500, AWAY",
        "ThrottlingException,                400, AWAY",
        // Secrets Manager
        "ResourceNotFoundException,          400, ABSENT",
        "DecryptionFailure,                  400, DENIED",
        "InvalidRequestException,            400, REFUSED",
        "InternalServiceError,               500, AWAY",
        // SES
        "MessageRejected,                    400, REFUSED",
        "MailFromDomainNotVerifiedException, 400, REFUSED",
        "AccountSuspendedException,          400, REFUSED",
        "SendingPausedException,             400, REFUSED",
        "BadRequestException,                400, REFUSED",
        "NotFoundException,                  404, ABSENT",
        "TooManyRequestsException,           429, AWAY",
        // shared
        "UnrecognizedClientException,        400, UNKNOWN_CREDENTIALS",
        "ExpiredTokenException,              400, UNKNOWN_CREDENTIALS",
        "ValidationException,                400, REFUSED",
        "ServiceUnavailable,                 503, AWAY",
    })
    void anAnswerMeansWhatItsCodeAndStatusSay(String code, int status, AwsFailure.Meaning meaning) {
        AwsFailure failure = AwsFailure.of(answer(code, status));

        assertThat(failure.meaning()).isEqualTo(meaning);
        assertThat(failure.answer()).isEqualTo((code.isEmpty() ? "" : code + ", ") + "status " + status);
    }

    static Stream<SdkException> withoutAnAnswer() {
        return Stream.of(
                SdkClientException.create(
                        "Unable to execute HTTP request", new SocketTimeoutException("Read timed out")),
                SdkClientException.create("Unable to execute HTTP request", new IOException("Connection reset")),
                ApiCallTimeoutException.create(5_000));
    }

    @ParameterizedTest
    @MethodSource("withoutAnAnswer")
    void whatNobodyAnsweredMayPass(SdkException failed) {
        assertThat(AwsFailure.of(failed).meaning()).isEqualTo(AwsFailure.Meaning.AWAY);
        assertThat(CALL.fault(failed)).isInstanceOf(RetryableException.class);
    }

    @Test
    void whatWasNeverSentSaysSo() {
        assertThat(CALL.fault(SdkClientException.create("Unable to load credentials from any of the providers")))
                .isInstanceOf(RetryableException.class)
                .hasMessageContaining("S3 was not asked")
                .hasMessageContaining("see that credentials and an endpoint are there");
    }

    @Test
    void aFixFitsItsCauseAndNoTextOfAwsIsTold() {
        assertThat(CALL.fault(answer("AccessDenied", 403)))
                .isInstanceOf(TerminalException.class)
                .hasMessage("InputMissing: s3://lake/: S3 refused access; it answered AccessDenied, status 403; grant"
                        + " s3:GetObject")
                .hasMessageNotContaining("AKIA123");
        assertThat(CALL.fault(answer("NoSuchBucket", 404)))
                .hasMessage(
                        "InputMissing: s3://lake/: the bucket is not there; S3 answered NoSuchBucket, status 404; create it");
        assertThat(CALL.fault(answer("InvalidBucketName", 400)))
                .hasMessage(
                        "InvalidArguments: s3://lake/: S3 refused the request; it answered InvalidBucketName, status"
                                + " 400; correct it");
        assertThat(CALL.fault(answer("ExpiredToken", 400)))
                .hasMessageStartingWith("InputMissing: s3://lake/: S3 does not take the credentials of this process");
        assertThat(CALL.fault(answer("SlowDown", 503))).hasMessageStartingWith("SinkUnavailable: s3://lake/");
    }

    @Test
    void oneKeyOfADeleteHasACodeAlone() {
        assertThat(CALL.fault("AccessDenied")).hasMessageStartingWith("InputMissing: s3://lake/: S3 refused access");
        assertThat(CALL.fault("InternalError")).hasMessageStartingWith("SinkUnavailable");
    }

    @Test
    void aLookStopsAtWhatIsNotThereAndAtNothingElse() {
        assertThat(CALL.look(() -> "seen")).contains("seen");
        for (SdkException unseen : new SdkException[] {
            answer("AccessDenied", 403), answer("SlowDown", 503), ApiCallTimeoutException.create(1)
        }) {
            assertThat(CALL.<String>look(() -> {
                        throw unseen;
                    }))
                    .isEmpty();
        }
        assertThatThrownBy(() -> CALL.<String>look(() -> {
                    throw answer("ResourceNotFoundException", 400);
                }))
                .hasMessageStartingWith("InputMissing: s3://lake/: it is not there");
    }

    private static AwsServiceException answer(String code, int status) {
        return AwsServiceException.builder()
                .statusCode(status)
                .message(MESSAGE)
                .awsErrorDetails(AwsErrorDetails.builder()
                        .errorCode(code)
                        .errorMessage(MESSAGE)
                        .serviceName("any")
                        .build())
                .build();
    }
}
