package dev.madrugada.quality.deequ;

import dev.madrugada.common.contract.Column;
import dev.madrugada.common.quality.Verdict;
import dev.madrugada.common.quality.Verdict.RuleVerdict;
import dev.madrugada.quality.rules.RuleType;
import dev.madrugada.quality.rules.WrittenRule;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The result of one rule.
 *
 * @param measured the measured figures by name, as text
 * @param reason why the rule failed; null if it passed
 */
record RuleResult(
        Verdict.Status outcome,
        Map<String, String> measured,
        @Nullable String reason) {
    private static final String NO_VALUE = "no row has a value";

    /** The start of a query whose number is a count. */
    private static final Pattern COUNT =
            Pattern.compile("(?i)\\s*select\\s+count\\s*\\([^()]*\\)(\\s+as\\s+\\w+)?\\s+from\\s");

    RuleVerdict verdict(WrittenRule rule) {
        return new RuleVerdict(rule.oneLine(), rule.level(), outcome, measured, reason);
    }

    static RuleResult met(Map<String, String> measured) {
        return new RuleResult(Verdict.Status.PASSED, measured, null);
    }

    static RuleResult unmet(Map<String, String> measured, String reason) {
        return new RuleResult(Verdict.Status.FAILED, measured, reason);
    }

    /** @param grouped the figures of the grouped values; the same as {@code scanned} if the rule needs no grouping */
    static RuleResult of(ReadRule rule, Figures scanned, Figures grouped) {
        long rows = scanned.count(RuleMeasurement.ROWS);
        if (rows == 0) {
            return withoutRows(rule);
        }
        return switch (rule.type()) {
            case RowCount -> figure(rule, Figure.of(rows), "");
            case IsComplete, Completeness -> completeness(rule, scanned);
            case ColumnValues, ColumnLength -> values(rule, scanned);
            case IsUnique, IsPrimaryKey, Uniqueness -> uniqueness(rule, scanned, grouped);
            case DistinctValuesCount -> figure(rule, Figure.of(grouped.count(GroupedFigures.VALUES)), "");
            case Entropy -> figure(rule, scanned, grouped.figure(GroupedFigures.ENTROPY));
            case Sum, Mean -> sum(rule, scanned);
            case StandardDeviation, ColumnCorrelation -> figure(rule, scanned, scanned.figure(RuleMeasurement.ROUNDED));
            case CustomSql -> throw new IllegalStateException("CustomSql is evaluated by Statements");
        };
    }

    private static RuleResult withoutRows(ReadRule rule) {
        return switch (rule.type().noRowsResult()) {
            case MET -> met(Map.of());
            case UNMET -> unmet(Map.of(), "there is no row to compute it from");
            case ZERO -> figure(rule, Figure.of(0), "");
        };
    }

    private static RuleResult completeness(ReadRule rule, Figures scanned) {
        long rows = scanned.count(RuleMeasurement.ROWS);
        long present = scanned.count(RuleMeasurement.PRESENT);
        Figure share = Figure.share(BigDecimal.valueOf(present), rows);
        Map<String, String> measured = Map.of(RuleType.Completeness.name(), share.text());
        boolean met = rule.type() == RuleType.IsComplete
                ? present == rows
                : rule.comparison().accepts(share);
        return met
                ? met(measured)
                : unmet(
                        measured,
                        "Completeness is " + share.text() + ": " + ofRows(rows - present, rows, "has", "have")
                                + " a null");
    }

    private static RuleResult uniqueness(ReadRule rule, Figures scanned, Figures grouped) {
        long rows = scanned.count(RuleMeasurement.ROWS);
        long present = scanned.count(RuleMeasurement.PRESENT);
        if (rule.type() == RuleType.IsPrimaryKey && present < rows) {
            return unmet(
                    Map.of(
                            RuleType.Completeness.name(),
                            Figure.share(BigDecimal.valueOf(present), rows).text()),
                    ofRows(rows - present, rows, "has", "have") + " a null");
        }
        if (present == 0) {
            return unmet(Map.of(), NO_VALUE);
        }
        long single = grouped.count(GroupedFigures.SINGLE);
        Figure share = Figure.share(BigDecimal.valueOf(single), present);
        if (rule.type() == RuleType.Uniqueness) {
            return figure(rule, share, "");
        }
        Map<String, String> measured = Map.of(RuleType.Uniqueness.name(), share.text());
        return single == present
                ? met(measured)
                : unmet(
                        measured,
                        "Uniqueness is " + share.text() + ": "
                                + ofRows(present - single, present, "has", "have")
                                + " a value that occurs more than once");
    }

    private static RuleResult values(ReadRule rule, Figures scanned) {
        long rows = scanned.count(RuleMeasurement.ROWS);
        long failed = scanned.count(RuleMeasurement.FAILED);
        long nulls = scanned.count(RuleMeasurement.FAILED_NULLS);
        Map<String, String> measured = new LinkedHashMap<>();
        measured.put("Rows", Long.toString(rows));
        measured.put("FailedRows", Long.toString(failed));
        Map<String, String> range = new LinkedHashMap<>();
        scanned.figure(RuleMeasurement.MINIMUM).ifPresent(figure -> range.put("Minimum", figure.text()));
        scanned.figure(RuleMeasurement.MAXIMUM).ifPresent(figure -> range.put("Maximum", figure.text()));
        measured.putAll(range);
        if (failed == 0) {
            return met(measured);
        }
        String figures = range.entrySet().stream()
                .map(figure -> ", " + figure.getKey() + " is " + figure.getValue())
                .collect(Collectors.joining());
        if (nulls == 0) {
            return unmet(measured, ofRows(failed, rows, "breaks", "break") + " it" + figures);
        }
        measured.put("FailedNulls", Long.toString(nulls));
        return unmet(
                measured,
                ofRows(failed, rows, "breaks", "break") + " it" + figures + "; " + NullAdvice.of(rule, nulls, failed));
    }

    private static RuleResult sum(ReadRule rule, Figures scanned) {
        long present = scanned.count(RuleMeasurement.PRESENT);
        if (present == 0) {
            return unmet(Map.of(), NO_VALUE);
        }
        Optional<Figure> exact = scanned.figure(RuleMeasurement.SUM);
        if (exact.isEmpty()) {
            return figure(rule, scanned, scanned.figure(RuleMeasurement.ROUNDED));
        }
        BigDecimal sum = exact.get().numerator();
        return figure(rule, rule.type() == RuleType.Mean ? Figure.share(sum, present) : Figure.of(sum), "");
    }

    /**
     * The sum and the mean of a single row are its value, so a sensitive column's are not shown. A query may return any
     * value of the columns that it names, unless it counts.
     */
    private static boolean isMasked(ReadRule rule) {
        return switch (rule.type()) {
            case Sum, Mean -> rule.column().isSensitive();
            case CustomSql ->
                rule.columns().stream().anyMatch(Column::isSensitive)
                        && !COUNT.matcher(rule.statement().orElse("")).lookingAt();
            default -> false;
        };
    }

    private static RuleResult figure(ReadRule rule, Figures scanned, Optional<Figure> figure) {
        if (figure.isPresent()) {
            return figure(rule, figure.get(), "");
        }
        return unmet(
                Map.of(),
                scanned.count(RuleMeasurement.PRESENT) == 0 ? NO_VALUE : "the figure is undefined for these values");
    }

    /**
     * The result of a rule that compares a figure with numbers.
     *
     * @param otherwise the reason if the rule fails; empty for the default text
     */
    static RuleResult figure(ReadRule rule, Figure figure, String otherwise) {
        String name = rule.type().name();
        if (isMasked(rule)) {
            return rule.comparison().accepts(figure)
                    ? met(Map.of())
                    : unmet(Map.of(), name + " is outside the condition; the column is sensitive");
        }
        Map<String, String> measured = Map.of(name, figure.text());
        return rule.comparison().accepts(figure)
                ? met(measured)
                : unmet(measured, otherwise.isEmpty() ? name + " is " + figure.text() : otherwise);
    }

    private static String ofRows(long some, long rows, String one, String several) {
        return some + " of " + rows + (rows == 1 ? " row " : " rows ") + (some == 1 ? one : several);
    }
}
