package dev.madrugada.quality.deequ;

import dev.madrugada.common.error.ErrorCode;
import dev.madrugada.common.error.Fault;
import dev.madrugada.common.error.MadrugadaException;
import dev.madrugada.common.error.Unexpected;
import dev.madrugada.common.spark.StorageFaults;
import dev.madrugada.quality.rules.RuleProblems;
import org.apache.spark.sql.AnalysisException;

/** What it means that a rule could not be evaluated. */
final class RuleFailures {
    private RuleFailures() {}

    /** The rule's fault if Spark could not analyze it, storage's if that failed under it, else ours. */
    static MadrugadaException of(ReadRule rule, Throwable thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof MadrugadaException coded) {
                return coded;
            }
            if (cause instanceof AnalysisException) {
                return misfit(rule, cause);
            }
        }
        // Not its text: Spark and Deequ put into it what they choked on.
        return StorageFaults.of(thrown)
                .orElseGet(
                        () -> crashed(rule, thrown.getClass().getSimpleName() + " " + Unexpected.told(thrown), thrown));
    }

    static MadrugadaException misfit(ReadRule rule, Throwable cause) {
        return RuleProblems.exception(
                rule.written(),
                firstLine(cause),
                "name columns of the contract, with values of the kind the rule needs",
                cause);
    }

    static MadrugadaException crashed(ReadRule rule, String why, Throwable cause) {
        return new Fault(
                        ErrorCode.InternalError,
                        rule.written().file() + ":" + rule.written().line(),
                        "the rule " + rule.written().text() + " could not be evaluated",
                        why,
                        "see the log for the stack trace; no verdict was published, and a re-run is safe")
                .exception(cause);
    }

    /** Deequ says nothing of a rule it was given. */
    static MadrugadaException silent(ReadRule rule, String why) {
        return crashed(rule, why, new IllegalStateException(why));
    }

    private static String firstLine(Throwable thrown) {
        return thrown.getClass().getSimpleName() + ": "
                + String.valueOf(thrown.getMessage()).lines().findFirst().orElse("no message");
    }
}
