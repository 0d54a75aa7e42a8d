package dev.madrugada.transform.expression;

import java.lang.reflect.InvocationTargetException;
import java.util.concurrent.ExecutionException;
import org.apache.spark.SparkThrowable;

/**
 * Names the kind of an error that an expression threw: the exceeded limit, else Spark's error class, else the
 * exception's simple class name. The error's message is never used, since it may quote the record's values.
 */
final class FailureKind {
    private FailureKind() {}

    static String of(Throwable thrown) {
        Throwable cause = thrown;
        while (cause.getCause() != null
                && (cause instanceof InvocationTargetException || cause instanceof ExecutionException)) {
            cause = cause.getCause();
        }
        if (cause instanceof LimitExceededException limit) {
            return limit.limit().name();
        }
        if (cause instanceof SparkThrowable known && known.getErrorClass() != null) {
            return known.getErrorClass();
        }
        String name = cause.getClass().getSimpleName();
        return name.isEmpty() ? cause.getClass().getName() : name;
    }
}
