package dev.madrugada.quality.deequ;

import com.amazon.deequ.analyzers.runners.EmptyStateException;
import com.amazon.deequ.analyzers.runners.MetricCalculationPreconditionException;
import com.amazon.deequ.checks.CheckResult;
import com.amazon.deequ.constraints.ConstraintResult;
import com.amazon.deequ.constraints.ConstraintStatus;
import com.amazon.deequ.metrics.Distribution;
import com.amazon.deequ.metrics.Metric;
import dev.madrugada.common.quality.Verdict;
import dev.madrugada.common.quality.Verdict.RuleVerdict;
import dev.madrugada.quality.rules.WrittenRule;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.jspecify.annotations.Nullable;
import scala.Option;
import scala.collection.JavaConverters;

/**
 * Whether a rule was met, and by which figures.
 *
 * <p>Deequ says Failure both of a figure that breaks a rule and of a figure it could not compute, and Success of some
 * that it could not compute (with a where clause that picks no row). What tells them apart is each constraint's metric:
 * its value is a {@code scala.util.Try}. Only where it holds a figure does the constraint's status count. Where it
 * holds an exception, the exception's class decides: {@code EmptyStateException} means there was nothing to measure; a
 * precondition's exception means that rule and schema don't fit; anything else is a crash and is thrown on, never
 * judged.
 */
record Judgement(
        Verdict.Status outcome,
        Map<String, Double> measured,
        @Nullable String reason) {
    /** Deequ's names where they are not the rule's own. */
    private static final Map<String, String> FIGURES =
            Map.of("Size", "RowCount", "Histogram", "DistinctValuesCount", "Compliance", "ShareOfRows");

    RuleVerdict verdict(WrittenRule rule) {
        return new RuleVerdict(rule.text(), rule.level(), outcome, measured, reason);
    }

    static Judgement met(Map<String, Double> measured) {
        return new Judgement(Verdict.Status.PASSED, measured, null);
    }

    static Judgement unmet(Map<String, Double> measured, String reason) {
        return new Judgement(Verdict.Status.FAILED, measured, reason);
    }

    static Judgement of(ReadRule rule, Option<CheckResult> result, Dataset<Row> rows) {
        if (result.isEmpty()) {
            throw RuleFailures.silent(rule, "Deequ returned nothing for this rule");
        }
        Map<String, Double> measured = new LinkedHashMap<>();
        List<String> broken = new ArrayList<>();
        boolean overNothing = false;
        for (ConstraintResult constraint :
                JavaConverters.seqAsJavaList(result.get().constraintResults())) {
            if (constraint.metric().isEmpty()) {
                throw RuleFailures.silent(rule, "Deequ computed no metric for this rule");
            }
            Metric<?> metric = constraint.metric().get();
            String name = FIGURES.getOrDefault(metric.name(), metric.name());
            if (metric.value().isSuccess()) {
                double figure = figure(metric.value().get());
                measured.put(name, figure);
                if (!constraint.status().equals(ConstraintStatus.Success())) {
                    broken.add(name + " is " + text(figure));
                }
            } else {
                requireEmpty(rule, metric.value().failed().get());
                overNothing = true;
            }
        }
        if (!broken.isEmpty()) {
            return unmet(measured, String.join(", ", broken));
        }
        return overNothing ? overNothing(rule, rows, measured) : met(measured);
    }

    static String text(double figure) {
        return Double.isFinite(figure)
                ? BigDecimal.valueOf(figure).stripTrailingZeros().toPlainString()
                : Double.toString(figure);
    }

    /** Returns if there was nothing to measure. */
    private static void requireEmpty(ReadRule rule, Throwable thrown) {
        if (thrown instanceof MetricCalculationPreconditionException) {
            throw RuleFailures.misfit(rule, thrown);
        }
        if (!(thrown instanceof EmptyStateException)) {
            throw RuleFailures.of(rule, thrown);
        }
    }

    private static Judgement overNothing(ReadRule rule, Dataset<Row> rows, Map<String, Double> measured) {
        Dataset<Row> judged =
                rule.where().map(clause -> rows.filter(functions.expr(clause))).orElse(rows);
        if (!judged.isEmpty()) {
            return unmet(measured, "no row has a value to judge");
        }
        return switch (rule.type().overNothing()) {
            case MET -> met(measured);
            case UNMET -> unmet(measured, "there is no row to compute it from");
            case ZERO -> {
                Map<String, Double> zero = Map.of(rule.type().name(), 0.0);
                yield rule.accepts(0) ? met(zero) : unmet(zero, rule.type().name() + " is 0");
            }
        };
    }

    private static double figure(Object value) {
        return value instanceof Distribution distribution
                ? distribution.numberOfBins()
                : ((Number) value).doubleValue();
    }
}
