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
 * What it means that a call to AWS failed, by the exception's type, AWS's error code and the HTTP status; one for all
 * services and never by the text of a message. The SDK has made its own attempts before.
 *
 * @param answer the error code and status, or the exception's class where nobody answered
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html">S3's codes</a>
 * @see <a href="https://docs.aws.amazon.com/glue/latest/webapi/CommonErrors.html">codes that services share</a>
 * @see <a href="https://docs.aws.amazon.com/ses/latest/APIReference-V2/API_SendEmail.html">SES's codes</a>
 */
record AwsFailure(Meaning meaning, String answer) {
    /** What can be done about it. */
    enum Meaning {
        /** Throttled, timed out, failed inside AWS or not reached: may pass by itself. */
        AWAY,
        /** Nothing was sent: no credentials were found, or no endpoint. A credentials endpoint may be back later. */
        NOT_SENT,
        /** IAM, a bucket's policy, Lake Formation or a key's policy says no. */
        DENIED,
        /** The credentials themselves are expired, unknown or wrong. */
        UNKNOWN_CREDENTIALS,
        /** What was named is not there. */
        ABSENT,
        /** The request is refused for what it says, and will be every time. */
        REFUSED
    }

    /** Codes of status 400 and 409 that pass by themselves. */
    private static final Set<String> TRANSIENT = Set.of(
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

    private static final Set<String> CREDENTIALS = Set.of(
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

    /** With status 400: keys that may not be used. S3 names KMS's own codes as {@code KMS.…}. */
    private static final Set<String> KEYS =
            Set.of("DecryptionFailure", "EncryptionFailure", "GlueEncryptionException", "InvalidKeyException");

    private static final Set<String> ABSENT = Set.of(
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
                return new AwsFailure(Meaning.AWAY, answer);
            }
            return new AwsFailure(meaning(code, refused.statusCode()), answer);
        }
        return new AwsFailure(
                wasSent(failed) ? Meaning.AWAY : Meaning.NOT_SENT,
                failed.getClass().getSimpleName());
    }

    /**
     * By error code and status.
     *
     * @param code empty if AWS gave none, as for HEAD
     * @param status 0 if none is known, as for a single key of DeleteObjects
     */
    static Meaning meaning(String code, int status) {
        String lower = code.toLowerCase(Locale.ROOT);
        if (TRANSIENT.contains(code)
                || lower.contains("throttl")
                || status >= SERVER_ERROR
                || status == TOO_MANY
                || status == TIMED_OUT) {
            return Meaning.AWAY;
        }
        if (CREDENTIALS.contains(code)) {
            return Meaning.UNKNOWN_CREDENTIALS;
        }
        if (KEYS.contains(code) || lower.startsWith("kms") || lower.startsWith("accessdenied")) {
            return Meaning.DENIED;
        }
        if (ABSENT.contains(code) || status == NOT_FOUND) {
            return Meaning.ABSENT;
        }
        if (status == FORBIDDEN || status == UNAUTHORIZED) {
            return Meaning.DENIED;
        }
        if (status == CONFLICT || status == 0) {
            return Meaning.AWAY;
        }
        return Meaning.REFUSED;
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
