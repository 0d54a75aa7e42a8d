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

/** What it means that a rule could not be evaluated. */
final class RuleFailures {
    static final String COLUMNS = "name columns of the contract, with values of the kind the rule needs";

    private RuleFailures() {}

    /** The rule's fault if Spark could not analyze or compute its SQL, storage's if that failed under it, else ours. */
    static MadrugadaException of(ReadRule rule, Throwable thrown) {
        for (Throwable cause : Causes.of(thrown).toList()) {
            if (cause instanceof MadrugadaException coded) {
                return coded;
            }
            if (cause instanceof AnalysisException) {
                return invalidValue(rule, cause);
            }
            if (cause instanceof FullMatch.TooSlow slow) {
                return RuleFaults.failsOnRows(
                                rule.written(),
                                "its pattern cannot be applied: " + slow.getMessage(),
                                "write it without repetition within repetition, or with possessive quantifiers (*+, ++)")
                        .exception(thrown);
            }
        }
        // Not its text: Spark and Deequ put into it what they choked on.
        return StorageFaults.of(thrown)
                .or(() -> ofSql(rule, thrown))
                .orElseGet(() ->
                        crashed(rule, thrown.getClass().getSimpleName() + " " + Unexpected.describe(thrown), thrown));
    }

    /** What a function in the rule's SQL throws when a row's value is not one it takes. */
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
                                "use a function that gives null for such a value (try_…), or leave such rows out")
                        .exception(thrown));
            }
        }
        return Optional.empty();
    }

    static MadrugadaException invalidValue(ReadRule rule, Throwable cause) {
        return RuleFaults.failsOnRows(rule.written(), firstLine(cause), COLUMNS).exception(cause);
    }

    static MadrugadaException crashed(ReadRule rule, String why, Throwable cause) {
        return RuleFaults.crashed(rule.written(), why).exception(cause);
    }

    /** Deequ says nothing of a rule it was given. */
    static MadrugadaException silent(ReadRule rule, String why) {
        return crashed(rule, why, new IllegalStateException(why));
    }

    static String firstLine(Throwable thrown) {
        return thrown.getClass().getSimpleName() + ": "
                + String.valueOf(thrown.getMessage()).lines().findFirst().orElse("no message");
    }
}
