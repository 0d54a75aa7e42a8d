package dev.madrugada.quality.rules;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The supported rule types, with DQDL's names. Tests evaluate every one of them. */
public enum RuleType {
    RowCount(Target.NONE, NoRowsResult.ZERO),
    IsComplete(Target.ANY, NoRowsResult.MET),
    Completeness(Target.ANY, NoRowsResult.MET),
    IsUnique(Target.ANY, NoRowsResult.MET),
    IsPrimaryKey(Target.ANY, NoRowsResult.MET),
    Uniqueness(Target.ANY, NoRowsResult.MET),
    DistinctValuesCount(Target.ANY, NoRowsResult.ZERO),
    ColumnValues(Target.ANY, NoRowsResult.MET),
    ColumnLength(Target.TEXT, NoRowsResult.MET),
    Mean(Target.NUMBER, NoRowsResult.UNMET),
    Sum(Target.NUMBER, NoRowsResult.UNMET),
    StandardDeviation(Target.NUMBER, NoRowsResult.UNMET),
    Entropy(Target.ANY, NoRowsResult.UNMET),
    ColumnCorrelation(Target.NUMBER, NoRowsResult.UNMET),
    CustomSql(Target.NONE, NoRowsResult.UNMET);

    /** The kind of column that a rule needs. */
    public enum Target {
        NONE,
        ANY,
        NUMBER,
        TEXT
    }

    /** The result of a rule if there is no row to evaluate. */
    public enum NoRowsResult {
        /** The rule passes: it is a condition on every row, and no row breaks it. */
        MET,
        /** The rule fails: it needs a figure that cannot be computed without rows. */
        UNMET,
        /** The rule compares a count, which is zero. */
        ZERO
    }

    private final Target target;
    private final NoRowsResult noRowsResult;

    RuleType(Target target, NoRowsResult noRowsResult) {
        this.target = target;
        this.noRowsResult = noRowsResult;
    }

    public Target target() {
        return target;
    }

    public NoRowsResult noRowsResult() {
        return noRowsResult;
    }

    /** The type with DQDL's name; empty if the name is not a supported type. */
    public static Optional<RuleType> named(String name) {
        return Arrays.stream(values()).filter(type -> type.name().equals(name)).findFirst();
    }

    public static List<String> names() {
        return Arrays.stream(values()).map(RuleType::name).toList();
    }

    /** All names in one line, for messages. */
    public static String list() {
        return names().stream().collect(Collectors.joining(", "));
    }
}
