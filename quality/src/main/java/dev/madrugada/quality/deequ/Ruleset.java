package dev.madrugada.quality.deequ;

import com.amazon.deequ.analyzers.Analyzer;
import com.amazon.deequ.analyzers.runners.AnalysisRunner;
import com.amazon.deequ.analyzers.runners.AnalyzerContext;
import com.amazon.deequ.metrics.Metric;
import dev.madrugada.common.contract.Column;
import dev.madrugada.common.contract.ColumnType;
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
 * Rules that were read and can be evaluated, as often as there are partitions.
 *
 * <p>DQDL's parser reads them and Deequ's runner computes what they need, all in one pass over the rows where that is
 * possible. What they need is said by analyzers of our own, and whether a figure meets a rule is decided here: Deequ's
 * own translation builds SQL text from the rules' values and compares doubles.
 */
public final class Ruleset {
    private final List<ReadRule> rules;
    private final List<Column> columns;

    private Ruleset(List<ReadRule> rules, Collection<Column> columns) {
        this.rules = List.copyOf(rules);
        this.columns = List.copyOf(columns);
    }

    /**
     * Reads the rules against the columns they may name; what is wrong is noted as problems. Needs no session.
     *
     * @param columns of the rows that will be evaluated
     */
    public static Ruleset read(List<WrittenRule> written, Collection<Column> columns, Problems problems) {
        Map<String, ColumnType> types = new LinkedHashMap<>();
        columns.forEach(column -> types.put(column.name(), column.type()));
        return new Ruleset(new RuleReader(types, problems).read(written), columns);
    }

    /** Has Spark analyze the rules' SQL against the columns, without rows; what is wrong is noted as problems. */
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
     * Evaluates every rule over the rows, which are read once and kept meanwhile. CustomSql finds them as
     * {@code primary}, a view of this session that is gone afterwards.
     *
     * @return one verdict a rule, in the rules' order
     * @throws dev.madrugada.common.error.TerminalException InvalidContract if a statement or where clause does not fit
     *     the rows, before any rule is evaluated; InternalError if a rule could not be evaluated
     */
    public List<RuleVerdict> evaluate(Dataset<Row> rows) {
        Dataset<Row> kept = rows.persist(StorageLevel.MEMORY_AND_DISK());
        kept.createOrReplaceTempView(Statements.VIEW);
        try {
            Problems problems = new Problems();
            analyze(kept, problems);
            problems.throwIfAny(RuleFaults.WHERE);
            return evaluated(kept);
        } finally {
            kept.sparkSession().catalog().dropTempView(Statements.VIEW);
            kept.unpersist();
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

    /** One run for all: Deequ computes those that need no grouping in one pass. */
    private static AnalyzerContext computed(Dataset<Row> rows, List<RuleMeasurement> measurements) {
        List<Analyzer<?, Metric<?>>> analyzers = measurements.stream()
                .flatMap(RuleMeasurement::analyzers)
                .distinct()
                .toList();
        return AnalysisRunner.onData(rows)
                .addAnalyzers(JavaConverters.asScalaBuffer(analyzers).toSeq())
                .run();
    }

    /** A failure of the pass that rules share is every rule's; computed one by one they show whose it is. */
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
            throw RuleFailures.silent(rule, "Deequ returned nothing for this rule");
        }
        return metric.get();
    }
}
