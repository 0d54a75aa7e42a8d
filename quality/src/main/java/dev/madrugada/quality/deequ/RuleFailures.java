package dev.madrugada.quality.deequ;

import dev.madrugada.common.error.Causes;
import dev.madrugada.common.error.MadrugadaException;
import dev.madrugada.common.error.Unexpected;
import dev.madrugada.common.spark.StorageFaults;
import dev.madrugada.quality.rules.RuleFaults;
import java.time.DateTimeException;
import java.util.Optional;
import org.apache.spark.SparkThrowable;
import org.apache.spark.sql.AnalysisException;

/** Classifies the failure of a rule's evaluation. */
final class RuleFailures {
    static final String COLUMNS = "name columns of the contract whose types the rule supports";

    private RuleFailures() {}

    /**
     * The exception for a failed evaluation: InvalidContract if the rule's SQL or pattern failed, the code of
     * {@link StorageFaults} if a file system failed, else InternalError.
     */
    static MadrugadaException of(ReadRule rule, Throwable thrown) {
        for (Throwable cause : Causes.of(thrown).toList()) {
            if (cause instanceof MadrugadaException coded) {
                return coded;
            }
            if (cause instanceof AnalysisException) {
                return invalidRule(rule, cause);
            }
            if (cause instanceof FullMatch.TooSlow slow) {
                return RuleFaults.failsOnRows(
                                rule.written(),
                                "its pattern cannot be evaluated: " + slow.getMessage(),
                                "avoid nested repetitions, or use possessive quantifiers (*+, ++)")
                        .exception(thrown);
            }
        }
        // The exception's message is not used: Spark and Deequ put the row's values into it.
        return StorageFaults.of(thrown)
                .or(() -> ofSql(rule, thrown))
                .orElseGet(() ->
                        crashed(rule, thrown.getClass().getSimpleName() + " " + Unexpected.describe(thrown), thrown));
    }

    /** InvalidContract if a function in the rule's SQL failed on a row's value. */
    private static Optional<MadrugadaException> ofSql(ReadRule rule, Throwable thrown) {
        if (rule.where().isEmpty() && rule.statement().isEmpty()) {
            return Optional.empty();
        }
        for (Throwable cause : Causes.of(thrown).toList()) {
            if (cause instanceof ArithmeticException
                    || cause instanceof DateTimeException
                    || cause instanceof IllegalArgumentException
                    || cause instanceof IndexOutOfBoundsException
                    || (cause instanceof RuntimeException && cause instanceof SparkThrowable)) {
                String kind = cause instanceof SparkThrowable named && named.getErrorClass() != null
                        ? named.getErrorClass()
                        : cause.getClass().getSimpleName();
                return Optional.of(RuleFaults.failsOnRows(
                                rule.written(),
                                "its SQL fails on a row: " + kind,
                                "use a function that returns null for such a value (try_…), or exclude such rows")
                        .exception(thrown));
            }
        }
        return Optional.empty();
    }

    private static MadrugadaException invalidRule(ReadRule rule, Throwable cause) {
        return RuleFaults.failsOnRows(rule.written(), firstLine(cause), COLUMNS).exception(cause);
    }

    static MadrugadaException crashed(ReadRule rule, String why, Throwable cause) {
        return RuleFaults.crashed(rule.written(), why).exception(cause);
    }

    /** InternalError for a rule without a result. */
    static MadrugadaException noResult(ReadRule rule, String why) {
        return crashed(rule, why, new IllegalStateException(why));
    }

    static String firstLine(Throwable thrown) {
        return thrown.getClass().getSimpleName() + ": "
                + String.valueOf(thrown.getMessage()).lines().findFirst().orElse("no message");
    }
}
