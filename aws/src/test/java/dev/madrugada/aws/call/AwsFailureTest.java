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
        "NoSuchBucket,                       404, MISSING",
        "'',                                 404, MISSING",
        "PermanentRedirect,                  301, INVALID",
        "AuthorizationHeaderMalformed,       400, INVALID",
        "InvalidBucketName,                  400, INVALID",
        "KMS.DisabledException,              400, DENIED",
        "KMS.NotFoundException,              400, DENIED",
        "KMS.ThrottlingException,            400, TRANSIENT",
        "ExpiredToken,                       400, INVALID_CREDENTIALS",
        "InvalidAccessKeyId,                 403, INVALID_CREDENTIALS",
        "SignatureDoesNotMatch,              403, INVALID_CREDENTIALS",
        "RequestTimeTooSkewed,               403, TRANSIENT",
        "RequestTimeout,                     400, TRANSIENT",
        "OperationAborted,                   409, TRANSIENT",
        "SlowDown,                           503, TRANSIENT",
        "InternalError,                      500, TRANSIENT",
        // Glue and Lake Formation
        "AccessDeniedException,              400, DENIED",
        "EntityNotFoundException,            400, MISSING",
        "InvalidInputException,              400, INVALID",
        "ResourceNumberLimitExceededException, 400, INVALID",
        "GlueEncryptionException,            400, DENIED",
        "OperationTimeoutException,          400, TRANSIENT",
        "ConcurrentModificationException,    400, TRANSIENT",
        "InternalServiceException,           500, TRANSIENT",
        "ThrottlingException,                400, TRANSIENT",
        // Secrets Manager
        "ResourceNotFoundException,          400, MISSING",
        "DecryptionFailure,                  400, DENIED",
        "InvalidRequestException,            400, INVALID",
        "InternalServiceError,               500, TRANSIENT",
        // SES
        "MessageRejected,                    400, INVALID",
        "MailFromDomainNotVerifiedException, 400, INVALID",
        "AccountSuspendedException,          400, INVALID",
        "SendingPausedException,             400, INVALID",
        "BadRequestException,                400, INVALID",
        "NotFoundException,                  404, MISSING",
        "TooManyRequestsException,           429, TRANSIENT",
        // shared
        "UnrecognizedClientException,        400, INVALID_CREDENTIALS",
        "ExpiredTokenException,              400, INVALID_CREDENTIALS",
        "ValidationException,                400, INVALID",
        "ServiceUnavailable,                 503, TRANSIENT",
    })
    void classifiesByCodeAndStatus(String code, int status, AwsFailure.Kind kind) {
        AwsFailure failure = AwsFailure.of(answer(code, status));

        assertThat(failure.kind()).isEqualTo(kind);
        assertThat(failure.answer()).isEqualTo((code.isEmpty() ? "" : code + ", ") + "status " + status);
    }

    static Stream<SdkException> withoutResponse() {
        return Stream.of(
                SdkClientException.create(
                        "Unable to execute HTTP request", new SocketTimeoutException("Read timed out")),
                SdkClientException.create("Unable to execute HTTP request", new IOException("Connection reset")),
                ApiCallTimeoutException.create(5_000));
    }

    @ParameterizedTest
    @MethodSource("withoutResponse")
    void retriesErrorsWithoutAResponse(SdkException failed) {
        assertThat(AwsFailure.of(failed).kind()).isEqualTo(AwsFailure.Kind.TRANSIENT);
        assertThat(CALL.fault(failed)).isInstanceOf(RetryableException.class);
    }

    @Test
    void reportsARequestThatWasNotSent() {
        assertThat(CALL.fault(SdkClientException.create("Unable to load credentials from any of the providers")))
                .isInstanceOf(RetryableException.class)
                .hasMessageContaining("the request to S3 was not sent")
                .hasMessageContaining("check that this process has AWS credentials and an endpoint");
    }

    @Test
    void reportsCodeAndFixWithoutTheMessageOfAws() {
        assertThat(CALL.fault(answer("AccessDenied", 403)))
                .isInstanceOf(TerminalException.class)
                .hasMessage("InputMissing: s3://lake/: S3 denied access; it answered AccessDenied, status 403; grant"
                        + " s3:GetObject")
                .hasMessageNotContaining("AKIA123");
        assertThat(CALL.fault(answer("NoSuchBucket", 404)))
                .hasMessage(
                        "InputMissing: s3://lake/: the bucket does not exist; S3 answered NoSuchBucket, status 404; create it");
        assertThat(CALL.fault(answer("InvalidBucketName", 400)))
                .hasMessage(
                        "InvalidArguments: s3://lake/: S3 rejected the request; it answered InvalidBucketName, status"
                                + " 400; correct it");
        assertThat(CALL.fault(answer("ExpiredToken", 400)))
                .hasMessageStartingWith("InputMissing: s3://lake/: S3 rejected the credentials of this process");
        assertThat(CALL.fault(answer("SlowDown", 503))).hasMessageStartingWith("SinkUnavailable: s3://lake/");
    }

    @Test
    void classifiesACodeWithoutStatus() {
        assertThat(CALL.fault("AccessDenied")).hasMessageStartingWith("InputMissing: s3://lake/: S3 denied access");
        assertThat(CALL.fault("InternalError")).hasMessageStartingWith("SinkUnavailable");
    }

    @Test
    void failsAPreconditionCheckOnlyForMissingResources() {
        assertThat(CALL.check(() -> "seen")).contains("seen");
        for (SdkException unseen : new SdkException[] {
            answer("AccessDenied", 403), answer("SlowDown", 503), ApiCallTimeoutException.create(1)
        }) {
            assertThat(CALL.<String>check(() -> {
                        throw unseen;
                    }))
                    .isEmpty();
        }
        assertThatThrownBy(() -> CALL.<String>check(() -> {
                    throw answer("ResourceNotFoundException", 400);
                }))
                .hasMessageStartingWith("InputMissing: s3://lake/: it does not exist");
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
