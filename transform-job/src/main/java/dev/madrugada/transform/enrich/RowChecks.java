package dev.madrugada.transform.enrich;

import dev.madrugada.common.contract.Check;
import dev.madrugada.common.contract.DatasetContract;
import dev.madrugada.transform.expression.ExpressionFailedException;
import dev.madrugada.transform.expression.RecordExpression;
import dev.madrugada.transform.expression.UnusableExpressionException;
import dev.madrugada.transform.parse.Reason;
import dev.madrugada.transform.parse.ReasonCode;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.InternalRow;

/** The contract's checks of one row at a time. Not thread-safe: each Spark task has its own instance. */
public final class RowChecks implements Serializable {
    private static final long serialVersionUID = 1L;

    private final Named[] checks;

    private record Named(String name, RecordExpression condition) implements Serializable {}

    private RowChecks(List<Named> checks) {
        this.checks = checks.toArray(Named[]::new);
    }

    /** Analyses the checks, which have passed {@link ExpressionCheck#verify}. */
    public static RowChecks of(SparkSession spark, DatasetContract contract) {
        List<Named> checks = new ArrayList<>();
        for (Check check : contract.checks()) {
            try {
                checks.add(new Named(
                        check.name(), RecordExpression.condition(spark, contract.columns(), check.expression())));
            } catch (UnusableExpressionException unusable) {
                throw new IllegalStateException(check.name() + " was not verified: " + unusable.problem(), unusable);
            }
        }
        return new RowChecks(checks);
    }

    /**
     * Why a row is refused: a reason for each check that is false, and for each that throws, whatever the contract's
     * {@code invalid-values}. A check that is null is passed, as in SQL. The reasons have no examples.
     *
     * @param row one field per column of the contract
     */
    public List<Reason> reasons(InternalRow row) {
        List<Reason> reasons = new ArrayList<>(0);
        for (Named check : checks) {
            try {
                if (Boolean.FALSE.equals(check.condition().evaluated(row))) {
                    reasons.add(new Reason(ReasonCode.CheckFailed, null, "check '" + check.name() + "' is false"));
                }
            } catch (ExpressionFailedException failed) {
                reasons.add(new Reason(
                        ReasonCode.ExpressionFailed, null, "check '" + check.name() + "' fails with " + failed.kind()));
            }
        }
        return reasons;
    }
}
