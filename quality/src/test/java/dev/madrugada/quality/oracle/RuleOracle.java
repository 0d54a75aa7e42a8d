package dev.madrugada.quality.oracle;

import dev.madrugada.quality.oracle.RuleCase.Keyword;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** Evaluates rules row by row in plain Java as docs/quality.md defines them, without Spark, Deequ and DQDL. */
final class RuleOracle {
    private static final String WHITE_SPACE = "\t\n\u000b\f\r \u0085\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005"
            + "\u2006\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000";

    private RuleOracle() {}

    /** Whether the rule passes; empty if a double figure is so close to the threshold that rounding decides. */
    static Optional<Boolean> met(RuleCase rule, List<Map<String, Object>> all) {
        if (!rule.sql().statement().isEmpty()) {
            Object answer = rule.sql().answer().apply(all);
            return Optional.of(answer != null && accepts(rule, answer));
        }
        List<Map<String, Object>> rows =
                all.stream().filter(rule.where().picks()).toList();
        String column = rule.columns().isEmpty() ? "" : rule.columns().get(0);
        List<Object> values = rows.stream()
                .map(row -> row.get(column))
                .filter(Objects::nonNull)
                .toList();
        return switch (rule.type()) {
            case "RowCount" -> Optional.of(accepts(rule, BigDecimal.valueOf(rows.size())));
            case "ColumnValues" -> Optional.of(rows.stream().allMatch(row -> value(rule, row.get(column))));
            case "ColumnLength" -> Optional.of(rows.stream().allMatch(row -> accepts(rule, length(row.get(column)))));
            case "IsComplete" -> Optional.of(values.size() == rows.size());
            case "Completeness" -> Optional.of(rows.isEmpty() || share(rule, values.size(), rows.size()));
            default -> grouped(rule, rows.isEmpty(), values, values.size() == rows.size());
        };
    }

    private static Optional<Boolean> grouped(RuleCase rule, boolean noRow, List<Object> values, boolean complete) {
        Map<Object, Integer> times = new HashMap<>();
        values.forEach(value -> times.merge(key(value), 1, Integer::sum));
        long single = times.values().stream().filter(count -> count == 1).count();
        return switch (rule.type()) {
            case "DistinctValuesCount" -> Optional.of(accepts(rule, BigDecimal.valueOf(times.size())));
            case "IsUnique" -> Optional.of(noRow || (!values.isEmpty() && single == values.size()));
            case "IsPrimaryKey" -> Optional.of(complete && single == values.size());
            case "Uniqueness" -> Optional.of(noRow || (!values.isEmpty() && share(rule, single, values.size())));
            case "Sum", "Mean" -> values.isEmpty() ? Optional.of(false) : sum(rule, values);
            case "StandardDeviation" -> values.isEmpty() ? Optional.of(false) : deviation(rule, values);
            case "Entropy" -> values.isEmpty() ? Optional.of(false) : entropy(rule, times, values.size());
            default -> throw new IllegalArgumentException(rule.type());
        };
    }

    private static boolean value(RuleCase rule, @Nullable Object value) {
        if (value == null) {
            boolean named = rule.operands().contains(Keyword.NULL);
            return switch (rule.operator()) {
                case "=", "in" -> named;
                case "!=", "not in" -> !named;
                default -> false;
            };
        }
        if (rule.operator().endsWith("matches")) {
            boolean matches = value.toString().matches(rule.operands().get(0).toString());
            return matches == rule.operator().equals("matches");
        }
        if (value instanceof Double number && number.isNaN()) {
            return rule.operator().equals("!=") || rule.operator().equals("not in");
        }
        return accepts(rule, value);
    }

    private static boolean accepts(RuleCase rule, Object value) {
        List<Object> operands = rule.operands();
        boolean equal = operands.stream().anyMatch(operand -> isEqual(value, operand));
        return switch (rule.operator()) {
            case "=", "in" -> equal;
            case "!=", "not in" -> !equal;
            case ">" -> sign(value, operands.get(0)) == 1;
            case ">=" -> sign(value, operands.get(0)) == 1 || sign(value, operands.get(0)) == 0;
            case "<" -> sign(value, operands.get(0)) == -1;
            case "<=" -> sign(value, operands.get(0)) == -1 || sign(value, operands.get(0)) == 0;
            case "between" -> sign(value, operands.get(0)) == 1 && sign(value, operands.get(1)) == -1;
            case "not between" ->
                isNumber(value) && (sign(value, operands.get(0)) != 1 || sign(value, operands.get(1)) != -1);
            default -> throw new IllegalArgumentException(rule.operator());
        };
    }

    private static boolean isNumber(Object value) {
        return !(value instanceof Double number && number.isNaN());
    }

    private static boolean isEqual(Object value, Object operand) {
        if (operand == Keyword.NULL) {
            return false;
        }
        if (operand == Keyword.EMPTY) {
            return value.equals("");
        }
        if (operand == Keyword.WHITESPACES_ONLY) {
            String text = value.toString();
            return !text.isEmpty() && text.chars().allMatch(c -> WHITE_SPACE.indexOf(c) >= 0);
        }
        return sign(value, operand) == 0;
    }

    /** The order as -1, 0 or 1; 9 if the values cannot be ordered. */
    private static int sign(Object value, Object operand) {
        return order(value, operand).orElse(9);
    }

    private static OptionalInt order(Object value, Object operand) {
        if (value instanceof Double number) {
            double other = ((BigDecimal) operand).doubleValue();
            return number < other
                    ? OptionalInt.of(-1)
                    : number > other ? OptionalInt.of(1) : number == other ? OptionalInt.of(0) : OptionalInt.empty();
        }
        if (value instanceof Number) {
            return OptionalInt.of(exact(value).compareTo((BigDecimal) operand));
        }
        if (value instanceof Instant instant) {
            return order(instant.atZone(ZoneOffset.UTC).toLocalDate(), operand);
        }
        if (value instanceof LocalDate day) {
            return OptionalInt.of(Integer.signum(day.compareTo((LocalDate) operand)));
        }
        return OptionalInt.of(value.equals(operand) ? 0 : 1);
    }

    private static BigDecimal exact(Object number) {
        return new BigDecimal(number.toString());
    }

    private static Object length(@Nullable Object text) {
        return BigDecimal.valueOf(
                text == null ? 0 : text.toString().codePoints().count());
    }

    /** The same key for equal values; -0.0 and 0.0 are equal. */
    private static Object key(Object value) {
        return value instanceof Double number && number == 0 ? (Object) 0.0 : value;
    }

    private static boolean share(RuleCase rule, long part, long whole) {
        // Compares by multiplication, so that no share is rounded.
        RuleCase scaled = new RuleCase(
                rule.type(),
                rule.columns(),
                rule.operator(),
                rule.operands().stream()
                        .<Object>map(operand -> ((BigDecimal) operand).multiply(BigDecimal.valueOf(whole)))
                        .toList(),
                rule.where(),
                rule.sql());
        return accepts(scaled, BigDecimal.valueOf(part));
    }

    private static Optional<Boolean> sum(RuleCase rule, List<Object> values) {
        boolean mean = rule.type().equals("Mean");
        if (values.get(0) instanceof Double) {
            double sum = values.stream().mapToDouble(value -> (Double) value).sum();
            return rounded(rule, mean ? sum / values.size() : sum, magnitude(values));
        }
        BigDecimal sum = values.stream().map(RuleOracle::exact).reduce(BigDecimal.ZERO, BigDecimal::add);
        if (!mean) {
            return Optional.of(accepts(rule, sum));
        }
        BigDecimal count = BigDecimal.valueOf(values.size());
        return Optional.of(accepts(
                new RuleCase(
                        rule.type(),
                        rule.columns(),
                        rule.operator(),
                        rule.operands().stream()
                                .<Object>map(operand -> ((BigDecimal) operand).multiply(count))
                                .toList(),
                        rule.where(),
                        rule.sql()),
                sum));
    }

    private static Optional<Boolean> deviation(RuleCase rule, List<Object> values) {
        if (values.stream().anyMatch(value -> value instanceof Double number && !Double.isFinite(number))) {
            return Optional.empty();
        }
        MathContext digits = new MathContext(120);
        BigDecimal count = BigDecimal.valueOf(values.size());
        List<BigDecimal> numbers =
                values.stream().map(value -> new BigDecimal(value.toString())).toList();
        BigDecimal mean =
                numbers.stream().reduce(BigDecimal.ZERO, BigDecimal::add).divide(count, digits);
        BigDecimal variance = numbers.stream()
                .map(number -> number.subtract(mean).pow(2))
                .reduce(BigDecimal.ZERO, BigDecimal::add)
                .divide(count, digits);
        double deviation =
                variance.sqrt(new MathContext(40, RoundingMode.HALF_EVEN)).doubleValue();
        return rounded(rule, deviation, magnitude(values));
    }

    private static Optional<Boolean> entropy(RuleCase rule, Map<Object, Integer> times, int count) {
        double entropy = times.values().stream()
                .mapToDouble(each -> -(double) each / count * Math.log((double) each / count))
                .sum();
        return rounded(rule, entropy, 1);
    }

    private static double magnitude(List<Object> values) {
        return values.stream()
                .mapToDouble(value -> Math.abs(((Number) value).doubleValue()))
                .filter(Double::isFinite)
                .sum();
    }

    /** Compares a figure whose rounding depends on the order of the additions. */
    private static Optional<Boolean> rounded(RuleCase rule, double figure, double magnitude) {
        double margin = 1e-9 * Math.max(1e-300, magnitude);
        boolean close = !Double.isFinite(magnitude)
                || rule.operands().stream()
                        .anyMatch(operand -> Math.abs(((BigDecimal) operand).doubleValue() - figure) <= margin);
        return close ? Optional.empty() : Optional.of(accepts(rule, figure));
    }
}
