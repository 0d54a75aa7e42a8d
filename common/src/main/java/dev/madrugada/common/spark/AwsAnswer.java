package dev.madrugada.common.spark;

import dev.madrugada.common.error.Causes;
import java.lang.reflect.Method;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * The HTTP status and error code of an AWS error response, taken from an exception of S3A, of the AWS SDK 2 or of EMRFS
 * (SDK 1). They are read by reflection, because these libraries belong to the cluster and not to this module's
 * dependencies.
 *
 * @param status the HTTP status
 * @param code S3's error code; empty if the exception has none
 */
record AwsAnswer(int status, String code) {
    private static final Set<String> TRANSIENT = Set.of(
            "RequestTimeout", "RequestTimeoutException", "OperationAborted", "IncompleteBody", "BadDigest", "SlowDown");

    /** The classes of error responses by the fix that they need. */
    enum Meaning {
        /** Credentials or permissions are missing. */
        DENIED,
        /** The bucket or object does not exist. */
        NOT_FOUND,
        /** The request is invalid; a retry would fail too. */
        REFUSED,
        /** S3 is throttling or failing; a retry may succeed. */
        UNAVAILABLE
    }

    /** The first error response in the chain of causes; empty if there is none. */
    static Optional<AwsAnswer> in(Throwable thrown) {
        return Causes.of(thrown).flatMap(cause -> of(cause).stream()).findFirst();
    }

    private static Optional<AwsAnswer> of(Throwable cause) {
        return called(cause, "statusCode", Integer.class)
                .or(at(cause, "getStatusCode", Integer.class))
                .filter(status -> status > 0)
                .map(status -> new AwsAnswer(status, code(cause)));
    }

    /**
     * The class of the response. A status 3xx means that the bucket is in another region; a 400 means an expired token,
     * a wrong region or a KMS key that may not be used.
     */
    Meaning meaning() {
        if (TRANSIENT.contains(code) || status >= 500 || status == 429 || status == 409 || status == 408) {
            return Meaning.UNAVAILABLE;
        }
        return switch (status) {
            case 401, 403 -> Meaning.DENIED;
            case 404 -> Meaning.NOT_FOUND;
            default -> status >= 300 ? Meaning.REFUSED : Meaning.UNAVAILABLE;
        };
    }

    @Override
    public String toString() {
        return (code.isEmpty() ? "" : code + ", ") + "status " + status;
    }

    private static String code(Throwable thrown) {
        return called(thrown, "awsErrorDetails", Object.class)
                .flatMap(details -> called(details, "errorCode", String.class))
                .or(at(thrown, "getErrorCode", String.class))
                .filter(code -> code.matches("[A-Za-z0-9.]{1,64}"))
                .orElse("");
    }

    private static <T> Supplier<Optional<T>> at(Object object, String method, Class<T> type) {
        return () -> called(object, method, type);
    }

    private static <T> Optional<T> called(Object object, String name, Class<T> type) {
        try {
            Method method = object.getClass().getMethod(name);
            return Optional.ofNullable(method.invoke(object))
                    .filter(type::isInstance)
                    .map(type::cast);
        } catch (ReflectiveOperationException | RuntimeException none) {
            return Optional.empty();
        }
    }
}
