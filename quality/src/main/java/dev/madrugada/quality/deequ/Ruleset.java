package dev.madrugada.quality.deequ;

import com.amazon.deequ.analyzers.Analyzer;
import com.amazon.deequ.analyzers.runners.AnalysisRunner;
import com.amazon.deequ.analyzers.runners.AnalyzerContext;
import com.amazon.deequ.metrics.Metric;
import dev.madrugada.common.contract.Column;
import dev.madrugada.common.error.Problems;
import dev.madrugada.common.quality.Verdict.RuleVerdict;
import dev.madrugada.common.spark.SparkTypes;
import dev.madrugada.quality.rules.RuleFaults;
import dev.madrugada.quality.rules.WrittenRule;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.storage.StorageLevel;
import scala.Option;
import scala.collection.JavaConverters;
import scala.util.Try;

/**
 * The parsed rules of a dataset, which can be evaluated on any number of partitions.
 *
 * <p>DQDL's parser parses the rules, and Deequ's runner computes the figures that they need, as far as possible in one
 * pass over the rows. The analyzers and the comparisons are this package's own, because Deequ's translation of rules
 * builds SQL text from the rules' values and compares doubles (docs/adr/010).
 */
public final class Ruleset {
    private final List<ReadRule> rules;
    private final List<Column> columns;

    private Ruleset(List<ReadRule> rules, Collection<Column> columns) {
        this.rules = List.copyOf(rules);
        this.columns = List.copyOf(columns);
    }

    /**
     * Parses the rules and checks them against the columns; adds what is wrong to the problems. Needs no session.
     *
     * @param columns the columns of the rows that will be evaluated
     */
    public static Ruleset read(List<WrittenRule> written, Collection<Column> columns, Problems problems) {
        Map<String, Column> byName = new LinkedHashMap<>();
        columns.forEach(column -> byName.put(column.name(), column));
        return new Ruleset(new RuleReader(byName, problems).read(written), columns);
    }

    /** Lets Spark analyze the rules' SQL on an empty table with the columns; adds what is wrong to the problems. */
    public void analyze(SparkSession spark, Problems problems) {
        Dataset<Row> none = spark.createDataFrame(List.of(), SparkTypes.schema(columns));
        none.createOrReplaceTempView(Statements.VIEW);
        try {
            analyze(none, problems);
        } finally {
            spark.catalog().dropTempView(Statements.VIEW);
        }
    }

    /**
     * Evaluates every rule on the rows. The rows are persisted during the call, unless the caller has persisted them. CustomSql reads them from the session's
     * temporary view {@code primary}, which is dropped at the end.
     *
     * @return one verdict per rule, in the rules' order
     * @throws dev.madrugada.common.error.TerminalException InvalidContract if a statement or where clause is invalid for
     *     the rows or fails on a row; InternalError if a rule could not be evaluated for another reason
     */
    public List<RuleVerdict> evaluate(Dataset<Row> rows) {
        boolean isPersisted = !rows.storageLevel().equals(StorageLevel.NONE());
        Dataset<Row> kept = isPersisted ? rows : rows.persist(StorageLevel.MEMORY_AND_DISK());
        kept.createOrReplaceTempView(Statements.VIEW);
        try {
            Problems problems = new Problems();
            analyze(kept, problems);
            problems.throwIfAny(RuleFaults.WHERE);
            return evaluated(kept);
        } finally {
            kept.sparkSession().catalog().dropTempView(Statements.VIEW);
            if (!isPersisted) {
                kept.unpersist();
            }
        }
    }

    private void analyze(Dataset<Row> rows, Problems problems) {
        for (ReadRule rule : rules) {
            Statements.problem(rule, rows)
                    .ifPresent(problem ->
                            problems.add(RuleFaults.unusable(rule.written(), problem.problem(), problem.possible())));
        }
    }

    private List<RuleVerdict> evaluated(Dataset<Row> rows) {
        List<RuleMeasurement> measurements = RuleMeasurement.of(
                rules.stream().filter(rule -> rule.statement().isEmpty()).toList());
        AnalyzerContext context = computed(rows, measurements);
        requireComputed(context, measurements, rows);
        Iterator<RuleMeasurement> next = measurements.iterator();
        return rules.stream()
                .map(rule -> (rule.statement().isPresent()
                                ? Statements.evaluate(rule, rows.sparkSession())
                                : evaluated(next.next(), context))
                        .verdict(rule.written()))
                .toList();
    }

    /** Runs all analyzers at once: Deequ computes those that need no grouping in one pass. */
    private static AnalyzerContext computed(Dataset<Row> rows, List<RuleMeasurement> measurements) {
        List<Analyzer<?, Metric<?>>> analyzers = measurements.stream()
                .flatMap(RuleMeasurement::analyzers)
                .distinct()
                .toList();
        return AnalysisRunner.onData(rows)
                .addAnalyzers(JavaConverters.asScalaBuffer(analyzers).toSeq())
                .run();
    }

    /** If the shared pass fails, all its rules fail; computing them one by one finds the rule that caused it. */
    private static void requireComputed(
            AnalyzerContext context, List<RuleMeasurement> measurements, Dataset<Row> rows) {
        Optional<RuleMeasurement> failed = measurements.stream()
                .filter(measurement -> failure(measurement, context).isPresent())
                .findFirst();
        if (failed.isEmpty()) {
            return;
        }
        for (RuleMeasurement measurement : measurements) {
            Optional<Throwable> single = failure(measurement, computed(rows, List.of(measurement)));
            if (single.isPresent()) {
                throw RuleFailures.of(measurement.rule(), single.get());
            }
        }
        throw RuleFailures.of(
                failed.get().rule(), failure(failed.get(), context).orElseThrow());
    }

    private static Optional<Throwable> failure(RuleMeasurement measurement, AnalyzerContext context) {
        return measurement
                .analyzers()
                .map(analyzer -> metric(measurement.rule(), analyzer, context).value())
                .filter(Try::isFailure)
                .<Throwable>map(value -> value.failed().get())
                .findFirst();
    }

    private static RuleResult evaluated(RuleMeasurement measurement, AnalyzerContext context) {
        List<Figures> figures = measurement
                .analyzers()
                .map(analyzer -> (Figures)
                        metric(measurement.rule(), analyzer, context).value().get())
                .toList();
        return RuleResult.of(measurement.rule(), figures.get(0), figures.get(figures.size() - 1));
    }

    private static Metric<?> metric(ReadRule rule, Analyzer<?, Metric<?>> analyzer, AnalyzerContext context) {
        Option<Metric<?>> metric = context.metric(analyzer);
        if (metric.isEmpty()) {
            throw RuleFailures.noResult(rule, "Deequ returned nothing for this rule");
        }
        return metric.get();
    }
}
