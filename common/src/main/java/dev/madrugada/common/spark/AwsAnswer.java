package dev.madrugada.common.spark;

import dev.madrugada.common.error.Causes;
import java.lang.reflect.Method;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * What AWS answered to a call of Spark's file systems: the HTTP status and error code that the exceptions of S3A, of
 * the AWS SDK 2 and of EMRFS (SDK 1) carry. They are read by reflection, because this module has none of these
 * libraries, and each cluster its own.
 *
 * @param code S3's error code; empty if the exception has none
 */
record AwsAnswer(int status, String code) {
    private static final Set<String> TRANSIENT = Set.of(
            "RequestTimeout", "RequestTimeoutException", "OperationAborted", "IncompleteBody", "BadDigest", "SlowDown");

    /** What it means, in the order of what can be done. */
    enum Meaning {
        DENIED,
        ABSENT,
        REFUSED,
        AWAY
    }

    /** The first answer in a chain of causes. */
    static Optional<AwsAnswer> in(Throwable thrown) {
        return Causes.of(thrown).flatMap(cause -> of(cause).stream()).findFirst();
    }

    private static Optional<AwsAnswer> of(Throwable cause) {
        return called(cause, "statusCode", Integer.class)
                .or(at(cause, "getStatusCode", Integer.class))
                .filter(status -> status > 0)
                .map(status -> new AwsAnswer(status, code(cause)));
    }

    /** 3xx is a bucket in another region; a 400 is an expired token, a wrong region or a key that may not be used. */
    Meaning meaning() {
        if (TRANSIENT.contains(code) || status >= 500 || status == 429 || status == 409 || status == 408) {
            return Meaning.AWAY;
        }
        return switch (status) {
            case 401, 403 -> Meaning.DENIED;
            case 404 -> Meaning.ABSENT;
            default -> status >= 300 ? Meaning.REFUSED : Meaning.AWAY;
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
