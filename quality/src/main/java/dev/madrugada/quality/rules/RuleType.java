package dev.madrugada.quality.rules;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The rule types that were tried and that work; named as DQDL names them. */
public enum RuleType {
    RowCount(Target.NONE, OverNothing.ZERO),
    IsComplete(Target.ANY, OverNothing.MET),
    Completeness(Target.ANY, OverNothing.MET),
    IsUnique(Target.ANY, OverNothing.MET),
    IsPrimaryKey(Target.ANY, OverNothing.MET),
    Uniqueness(Target.ANY, OverNothing.MET),
    DistinctValuesCount(Target.ANY, OverNothing.ZERO),
    ColumnValues(Target.ANY, OverNothing.MET),
    ColumnLength(Target.TEXT, OverNothing.MET),
    Mean(Target.NUMBER, OverNothing.UNMET),
    Sum(Target.NUMBER, OverNothing.UNMET),
    StandardDeviation(Target.NUMBER, OverNothing.UNMET),
    Entropy(Target.ANY, OverNothing.UNMET),
    ColumnCorrelation(Target.NUMBER, OverNothing.UNMET),
    CustomSql(Target.NONE, OverNothing.UNMET);

    /** What kind of column a rule is about. */
    public enum Target {
        NONE,
        ANY,
        NUMBER,
        TEXT
    }

    /** What a rule says where there is no row to judge. */
    public enum OverNothing {
        /** It speaks about each row, and there is none that breaks it. */
        MET,
        /** It needs a figure, and there is none. */
        UNMET,
        /** It counts, and the count is zero. */
        ZERO
    }

    private final Target target;
    private final OverNothing overNothing;

    RuleType(Target target, OverNothing overNothing) {
        this.target = target;
        this.overNothing = overNothing;
    }

    public Target target() {
        return target;
    }

    public OverNothing overNothing() {
        return overNothing;
    }

    public static Optional<RuleType> named(String name) {
        return Arrays.stream(values()).filter(type -> type.name().equals(name)).findFirst();
    }

    public static List<String> names() {
        return Arrays.stream(values()).map(RuleType::name).toList();
    }

    /** For messages: all of them, in one line. */
    public static String list() {
        return names().stream().collect(Collectors.joining(", "));
    }
}
