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
 * What has to be measured for a rule: aggregates of the pass that all rules share and, for rules about how often values
 * stand, figures of the grouped values, which rules about the same values share.
 *
 * @param grouped null for rules that need no grouping
 */
record RuleMeasurement(
        ReadRule rule, ScannedFigures scanned, @Nullable GroupedFigures grouped) {
    /** The rows that are judged. */
    static final String ROWS = "rows";
    /** Those of them where the column, or both columns, have a value. */
    static final String PRESENT = "present";
    /** Those that break the rule. */
    static final String FAILED = "failed";
    /** Those that break it by a null. */
    static final String FAILED_NULLS = "failed-nulls";

    static final String MINIMUM = "minimum";
    static final String MAXIMUM = "maximum";
    static final String SUM = "sum";
    /** What Spark computes in double precision. */
    static final String ROUNDED = "rounded";

    private static final int EXACT_SUM_FROM_PRECISION = 29;

    /** Measurements for rules in order. */
    static List<RuleMeasurement> of(List<ReadRule> rules) {
        Map<List<Object>, GroupedFigures> shared = new LinkedHashMap<>();
        return rules.stream().map(rule -> of(rule, shared)).toList();
    }

    /** What Deequ runs for the rule. */
    Stream<Analyzer<?, Metric<?>>> analyzers() {
        return Stream.of(scanned, grouped).flatMap(Stream::ofNullable).map(RuleMeasurement::analyzer);
    }

    private static RuleMeasurement of(ReadRule rule, Map<List<Object>, GroupedFigures> shared) {
        String name = rule.written().oneLine();
        @Nullable
        GroupedFigures grouped = isGrouped(rule.type())
                ? shared.computeIfAbsent(
                        List.of(rule.column(), rule.where()),
                        key -> new GroupedFigures(name, functions.when(picked(rule), value(rule.column()))))
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
        org.apache.spark.sql.Column picked = picked(rule);
        Map<String, org.apache.spark.sql.Column> aggregates = new LinkedHashMap<>();
        aggregates.put(ROWS, countOf(picked));
        if (!rule.columns().isEmpty()) {
            org.apache.spark.sql.Column present = rule.columns().stream()
                    .map(column -> value(column).isNotNull())
                    .reduce(picked, org.apache.spark.sql.Column::and);
            aggregates.put(PRESENT, countOf(present));
        }
        switch (rule.type()) {
            case ColumnValues, ColumnLength -> values(rule, picked, aggregates);
            case Mean, Sum -> sum(rule, picked, aggregates);
            case StandardDeviation -> aggregates.put(ROUNDED, functions.stddev_pop(rounded(rule, 0, picked)));
            case ColumnCorrelation ->
                aggregates.put(ROUNDED, functions.corr(rounded(rule, 0, picked), rounded(rule, 1, picked)));
            default -> {}
        }
        return aggregates;
    }

    private static void values(
            ReadRule rule, org.apache.spark.sql.Column picked, Map<String, org.apache.spark.sql.Column> aggregates) {
        org.apache.spark.sql.Column value = value(rule.column());
        boolean length = rule.type() == RuleType.ColumnLength;
        // A null has no length; AWS counts it as 0.
        org.apache.spark.sql.Column evaluated =
                length ? functions.length(functions.coalesce(value, functions.lit(""))) : value;
        ColumnType type = length ? ColumnType.parse("integer") : rule.column().type();
        org.apache.spark.sql.Column failed =
                picked.and(functions.not(ValueCondition.met(evaluated, type, rule.comparison())));
        aggregates.put(FAILED, countOf(failed));
        boolean nullsFail = length
                ? !rule.comparison().accepts(Figure.of(0))
                : !rule.comparison().takesNull();
        // Not by the condition again, which may be a pattern.
        aggregates.put(FAILED_NULLS, countOf(nullsFail ? picked.and(value.isNull()) : functions.lit(false)));
        if (!rule.comparison().numbers().isEmpty()) {
            org.apache.spark.sql.Column ofPicked = functions.when(picked, evaluated);
            aggregates.put(MINIMUM, functions.min(ofPicked));
            aggregates.put(MAXIMUM, functions.max(ofPicked));
        }
    }

    private static void sum(
            ReadRule rule, org.apache.spark.sql.Column picked, Map<String, org.apache.spark.sql.Column> aggregates) {
        ColumnType type = rule.column().type();
        org.apache.spark.sql.Column value = functions.when(picked, value(rule.column()));
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

    private static org.apache.spark.sql.Column rounded(ReadRule rule, int at, org.apache.spark.sql.Column picked) {
        return functions.when(picked, value(rule.columns().get(at)).cast(DataTypes.DoubleType));
    }

    private static org.apache.spark.sql.Column countOf(org.apache.spark.sql.Column condition) {
        return functions.count(functions.when(condition, 1));
    }

    /** Whether a row is judged; a where clause that is null picks none. */
    private static org.apache.spark.sql.Column picked(ReadRule rule) {
        Optional<String> where = rule.where();
        return where.isPresent()
                ? functions.coalesce(functions.expr(where.get()), functions.lit(false))
                : functions.lit(true);
    }

    /** The column by its name alone: quoted, so that no name is a literal or has parts. */
    private static org.apache.spark.sql.Column value(Column column) {
        return functions.col("`" + column.name().replace("`", "``") + "`");
    }

    @SuppressWarnings("unchecked")
    private static Analyzer<?, Metric<?>> analyzer(Analyzer<?, ?> ours) {
        return (Analyzer<?, Metric<?>>) ours;
    }
}
