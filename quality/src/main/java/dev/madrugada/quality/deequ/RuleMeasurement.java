package dev.madrugada.quality.deequ;

import com.amazon.deequ.analyzers.Analyzer;
import com.amazon.deequ.metrics.Metric;
import dev.madrugada.common.contract.Column;
import dev.madrugada.common.contract.ColumnType;
import dev.madrugada.quality.rules.RuleType;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.jspecify.annotations.Nullable;

/**
 * The measurements that a rule needs: aggregates in the pass over the rows that all rules share and, for rules about
 * frequencies, figures of the values grouped, which rules about the same column and rows share.
 *
 * @param scanned the aggregates of the shared pass
 * @param grouped the figures of the grouped values; null for rules that need no grouping
 */
record RuleMeasurement(
        ReadRule rule, ScannedFigures scanned, @Nullable GroupedFigures grouped) {
    /** The number of rows to which the rule applies. */
    static final String ROWS = "rows";
    /** The number of these rows in which every column of the rule has a value. */
    static final String PRESENT = "present";
    /** The number of these rows that break the rule. */
    static final String FAILED = "failed";
    /** The number of these rows that break the rule because of a null. */
    static final String FAILED_NULLS = "failed-nulls";

    static final String MINIMUM = "minimum";
    static final String MAXIMUM = "maximum";
    static final String SUM = "sum";
    /** A figure that Spark computes as a double. */
    static final String ROUNDED = "rounded";

    private static final int EXACT_SUM_FROM_PRECISION = 29;

    /** The measurements of the rules, in their order. */
    static List<RuleMeasurement> of(List<ReadRule> rules) {
        Map<List<Object>, GroupedFigures> shared = new LinkedHashMap<>();
        return rules.stream().map(rule -> of(rule, shared)).toList();
    }

    /** The analyzers that Deequ runs for the rule: first the scanned, then the grouped one. */
    Stream<Analyzer<?, Metric<?>>> analyzers() {
        return Stream.of(scanned, grouped).flatMap(Stream::ofNullable).map(RuleMeasurement::analyzer);
    }

    private static RuleMeasurement of(ReadRule rule, Map<List<Object>, GroupedFigures> shared) {
        String name = rule.written().oneLine();
        @Nullable
        GroupedFigures grouped = isGrouped(rule.type())
                ? shared.computeIfAbsent(
                        List.of(rule.column(), rule.where()),
                        key -> new GroupedFigures(name, functions.when(selected(rule), value(rule.column()))))
                : null;
        return new RuleMeasurement(rule, new ScannedFigures(name, aggregates(rule)), grouped);
    }

    private static boolean isGrouped(RuleType type) {
        return switch (type) {
            case IsUnique, IsPrimaryKey, Uniqueness, DistinctValuesCount, Entropy -> true;
            default -> false;
        };
    }

    private static Map<String, org.apache.spark.sql.Column> aggregates(ReadRule rule) {
        org.apache.spark.sql.Column selected = selected(rule);
        Map<String, org.apache.spark.sql.Column> aggregates = new LinkedHashMap<>();
        aggregates.put(ROWS, countOf(selected));
        if (!rule.columns().isEmpty()) {
            org.apache.spark.sql.Column present = rule.columns().stream()
                    .map(column -> value(column).isNotNull())
                    .reduce(selected, org.apache.spark.sql.Column::and);
            aggregates.put(PRESENT, countOf(present));
        }
        switch (rule.type()) {
            case ColumnValues, ColumnLength -> values(rule, selected, aggregates);
            case Mean, Sum -> sum(rule, selected, aggregates);
            case StandardDeviation -> aggregates.put(ROUNDED, functions.stddev_pop(rounded(rule, 0, selected)));
            case ColumnCorrelation ->
                aggregates.put(ROUNDED, functions.corr(rounded(rule, 0, selected), rounded(rule, 1, selected)));
            default -> {}
        }
        return aggregates;
    }

    private static void values(
            ReadRule rule, org.apache.spark.sql.Column selected, Map<String, org.apache.spark.sql.Column> aggregates) {
        org.apache.spark.sql.Column value = value(rule.column());
        boolean length = rule.type() == RuleType.ColumnLength;
        // AWS Glue defines the length of a null as 0.
        org.apache.spark.sql.Column evaluated =
                length ? functions.length(functions.coalesce(value, functions.lit(""))) : value;
        ColumnType type = length ? ColumnType.parse("integer") : rule.column().type();
        org.apache.spark.sql.Column failed =
                selected.and(functions.not(ValueCondition.met(evaluated, type, rule.comparison())));
        aggregates.put(FAILED, countOf(failed));
        boolean nullsFail = length
                ? !rule.comparison().accepts(Figure.of(0))
                : !rule.comparison().takesNull();
        // Does not evaluate the condition a second time, since it may be an expensive pattern.
        aggregates.put(FAILED_NULLS, countOf(nullsFail ? selected.and(value.isNull()) : functions.lit(false)));
        // The extremes of values are values themselves; those of lengths are not.
        boolean isShown = length || !rule.column().isSensitive();
        if (isShown && !rule.comparison().numbers().isEmpty()) {
            org.apache.spark.sql.Column ofPicked = functions.when(selected, evaluated);
            aggregates.put(MINIMUM, functions.min(ofPicked));
            aggregates.put(MAXIMUM, functions.max(ofPicked));
        }
    }

    private static void sum(
            ReadRule rule, org.apache.spark.sql.Column selected, Map<String, org.apache.spark.sql.Column> aggregates) {
        ColumnType type = rule.column().type();
        org.apache.spark.sql.Column value = functions.when(selected, value(rule.column()));
        switch (type.kind()) {
            case DOUBLE ->
                aggregates.put(ROUNDED, rule.type() == RuleType.Mean ? functions.avg(value) : functions.sum(value));
            case BIGINT -> aggregates.put(SUM, functions.sum(value.cast(DataTypes.createDecimalType(19, 0))));
            case DECIMAL ->
                aggregates.put(
                        SUM, type.precision() < EXACT_SUM_FROM_PRECISION ? functions.sum(value) : ExactSum.of(value));
            default -> aggregates.put(SUM, functions.sum(value));
        }
    }

    private static org.apache.spark.sql.Column rounded(ReadRule rule, int at, org.apache.spark.sql.Column selected) {
        return functions.when(selected, value(rule.columns().get(at)).cast(DataTypes.DoubleType));
    }

    private static org.apache.spark.sql.Column countOf(org.apache.spark.sql.Column condition) {
        return functions.count(functions.when(condition, 1));
    }

    /** Whether the rule applies to a row; it does not if the where clause is null. */
    private static org.apache.spark.sql.Column selected(ReadRule rule) {
        Optional<String> where = rule.where();
        return where.isPresent()
                ? functions.coalesce(functions.expr(where.get()), functions.lit(false))
                : functions.lit(true);
    }

    /** The column's value. The name is quoted, so that Spark reads it neither as a literal nor as a path. */
    private static org.apache.spark.sql.Column value(Column column) {
        return functions.col("`" + column.name().replace("`", "``") + "`");
    }

    @SuppressWarnings("unchecked")
    private static Analyzer<?, Metric<?>> analyzer(Analyzer<?, ?> ours) {
        return (Analyzer<?, Metric<?>>) ours;
    }
}
