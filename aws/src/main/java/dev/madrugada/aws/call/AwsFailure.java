package dev.madrugada.aws.call;

import java.io.IOException;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.ApiCallAttemptTimeoutException;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * Classifies the error of an AWS call by exception type, error code and HTTP status, in the same way for all services
 * and never by message text. The SDK's own retries are over when an error arrives here.
 *
 * @param answer the error code and the HTTP status; the exception's class name if there was no response
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html">S3's codes</a>
 * @see <a href="https://docs.aws.amazon.com/glue/latest/webapi/CommonErrors.html">codes that services share</a>
 * @see <a href="https://docs.aws.amazon.com/ses/latest/APIReference-V2/API_SendEmail.html">SES's codes</a>
 */
record AwsFailure(Kind kind, String answer) {
    /** The kind of an error. */
    enum Kind {
        /** A transient error: throttling, timeout, error within AWS, or no connection. */
        TRANSIENT,
        /**
         * The request was not sent, because no credentials or no endpoint was found. The failure may be transient,
         * because a credentials endpoint may be unavailable.
         */
        NOT_SENT,
        /** IAM, a bucket policy, Lake Formation or a key policy denies access. */
        DENIED,
        /** The credentials are expired, unknown or invalid. */
        INVALID_CREDENTIALS,
        /** The resource does not exist. */
        MISSING,
        /** The request is invalid; every retry will fail. */
        INVALID
    }

    /** Codes of transient errors that the status alone does not show. */
    private static final Set<String> TRANSIENT_CODES = Set.of(
            "RequestTimeout",
            "RequestTimeoutException",
            "OperationAborted",
            "ConditionalRequestConflict",
            "IncompleteBody",
            "BadDigest",
            "OperationTimeoutException",
            "ConcurrentModificationException",
            "ResourceNotReadyException",
            "FederationSourceRetryableException",
            "PriorRequestNotComplete",
            "SlowDown",
            "TooManyRequestsException",
            "LimitExceededException");

    private static final Set<String> CREDENTIALS_CODES = Set.of(
            "ExpiredToken",
            "ExpiredTokenException",
            "TokenRefreshRequired",
            "RequestExpired",
            "InvalidToken",
            "InvalidClientTokenId",
            "InvalidAccessKeyId",
            "UnrecognizedClientException",
            "SignatureDoesNotMatch",
            "InvalidSignatureException",
            "IncompleteSignature",
            "MissingAuthenticationToken",
            "MissingAuthenticationTokenException",
            "AuthFailure");

    /**
     * Codes with status 400 that mean no access to a KMS key. KMS's own codes are not listed: S3 reports them as
     * {@code KMS.…}, and {@code kind} matches that prefix.
     */
    private static final Set<String> KEY_CODES =
            Set.of("DecryptionFailure", "EncryptionFailure", "GlueEncryptionException", "InvalidKeyException");

    private static final Set<String> MISSING_CODES = Set.of(
            "NoSuchBucket", "NoSuchKey", "EntityNotFoundException", "ResourceNotFoundException", "NotFoundException");

    private static final int UNAUTHORIZED = 401;
    private static final int FORBIDDEN = 403;
    private static final int NOT_FOUND = 404;
    private static final int TIMED_OUT = 408;
    private static final int CONFLICT = 409;
    private static final int TOO_MANY = 429;
    private static final int SERVER_ERROR = 500;

    static AwsFailure of(SdkException failed) {
        if (failed instanceof AwsServiceException refused) {
            String code = Optional.ofNullable(refused.awsErrorDetails())
                    .map(AwsErrorDetails::errorCode)
                    .orElse("");
            String answer = (code.isEmpty() ? "" : code + ", ") + "status " + refused.statusCode();
            if (refused.isThrottlingException() || refused.isClockSkewException()) {
                return new AwsFailure(Kind.TRANSIENT, answer);
            }
            return new AwsFailure(kind(code, refused.statusCode()), answer);
        }
        return new AwsFailure(
                wasSent(failed) ? Kind.TRANSIENT : Kind.NOT_SENT,
                failed.getClass().getSimpleName());
    }

    /**
     * Classifies an error code and a status.
     *
     * @param code AWS's error code; an empty string if there is none, as for HEAD requests
     * @param status HTTP status; 0 if unknown, as for a single key of DeleteObjects
     */
    static Kind kind(String code, int status) {
        String lower = code.toLowerCase(Locale.ROOT);
        if (TRANSIENT_CODES.contains(code)
                || lower.contains("throttl")
                || status >= SERVER_ERROR
                || status == TOO_MANY
                || status == TIMED_OUT) {
            return Kind.TRANSIENT;
        }
        if (CREDENTIALS_CODES.contains(code)) {
            return Kind.INVALID_CREDENTIALS;
        }
        if (KEY_CODES.contains(code) || lower.startsWith("kms") || lower.startsWith("accessdenied")) {
            return Kind.DENIED;
        }
        if (MISSING_CODES.contains(code) || status == NOT_FOUND) {
            return Kind.MISSING;
        }
        if (status == FORBIDDEN || status == UNAUTHORIZED) {
            return Kind.DENIED;
        }
        if (status == CONFLICT || status == 0) {
            return Kind.TRANSIENT;
        }
        return Kind.INVALID;
    }

    private static boolean wasSent(SdkException failed) {
        return failed.retryable()
                || Stream.iterate((Throwable) failed, Objects::nonNull, Throwable::getCause)
                        .anyMatch(cause -> cause instanceof IOException
                                || cause instanceof AbortedException
                                || cause instanceof ApiCallTimeoutException
                                || cause instanceof ApiCallAttemptTimeoutException);
    }
}
