package dev.madrugada.quality.oracle;

import dev.madrugada.quality.oracle.RuleCase.Keyword;
import dev.madrugada.quality.oracle.RuleCase.Sql;
import dev.madrugada.quality.oracle.RuleCase.Where;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Generates random rules on a table; their thresholds are values of the table and values next to them. */
final class RuleCases {
    private static final List<String> ORDERED =
            List.of("=", "!=", ">", ">=", "<", "<=", "in", "not in", "between", "not between");
    private static final List<String> EQUALITIES = List.of("=", "!=", "in", "not in");
    private static final List<String> NUMBERS = List.of("big", "small", "real", "price", "wide");
    private static final List<String> PATTERNS = List.of(
            "[A-Z]+",
            "[A-Z]{3}",
            "[a-z]*",
            "-\\d+",
            ".*",
            "A|ABC",
            "a|b|",
            "(?s).*",
            "\\w+",
            "[^\"]*",
            "C:\\\\temp",
            "^ABC$",
            "ABC$",
            "(?i)abc",
            "(?x) A # the letter",
            "\\QC:\\temp",
            "\\p{L}+",
            "O'Brien",
            "");
    private static final List<Where> WHERES = List.of(
            new Where("small > 0", row -> row.get("small") instanceof Integer number && number > 0),
            new Where("text is not null", row -> row.get("text") != null),
            new Where("text is null", row -> row.get("text") == null),
            new Where(
                    "text = 'O\\'Brien' or text <> \"A\"",
                    row -> row.get("text") != null && !"A".equals(row.get("text"))),
            new Where("flag", row -> Boolean.TRUE.equals(row.get("flag"))),
            new Where("not flag", row -> Boolean.FALSE.equals(row.get("flag"))),
            new Where("big = 9007199254740993", row -> Objects.equals(row.get("big"), 9007199254740993L)),
            new Where(
                    "price < 1.26 -- not dear\n and day is not null",
                    row -> row.get("price") instanceof BigDecimal number
                            && number.compareTo(new BigDecimal("1.26")) < 0
                            && row.get("day") != null),
            new Where("text rlike '^[A-Z]\\\\\\\\w+'", row -> false),
            new Where("true", row -> true),
            new Where("1 = 2", row -> false));

    private final Random random;
    private final AwkwardTable table;

    RuleCases(Random random, AwkwardTable table) {
        this.random = random;
        this.table = table;
    }

    RuleCase next() {
        return switch (random.nextInt(28)) {
            case 0 -> figure("RowCount", List.of(), counts());
            case 1 -> plain("IsComplete");
            case 2 -> figure("Completeness", List.of(any()), shares());
            case 3 -> plain("IsUnique");
            case 4 -> random.nextBoolean() ? plain("IsPrimaryKey") : figure("Uniqueness", List.of(any()), shares());
            case 5 -> figure("DistinctValuesCount", List.of(any()), counts());
            case 6 ->
                random.nextBoolean()
                        ? figure("Entropy", List.of(any()), List.of(number("0.3"), number("0.7"), number("1.2")))
                        : deviation();
            case 7 -> sum();
            case 8 -> figure("ColumnLength", List.of("text"), counts());
            case 9 -> customSql();
            default -> values();
        };
    }

    private RuleCase values() {
        String column = any();
        List<String> operators = switch (column) {
            case "text", "flag" -> EQUALITIES;
            default -> ORDERED;
        };
        if (column.equals("text") && random.nextInt(3) == 0) {
            return new RuleCase(
                    "ColumnValues",
                    List.of(column),
                    random.nextBoolean() ? "matches" : "not matches",
                    List.of(pick(PATTERNS)),
                    where(),
                    Sql.NONE);
        }
        String operator = pick(operators);
        List<Object> operands = operands(column, operator);
        if (EQUALITIES.contains(operator) && random.nextInt(4) == 0) {
            withKeyword(column, operator, operands);
        }
        if (column.equals("flag")) {
            operands = List.of(Keyword.NULL);
        }
        return new RuleCase("ColumnValues", List.of(column), operator, operands, where(), Sql.NONE);
    }

    private void withKeyword(String column, String operator, List<Object> operands) {
        Keyword keyword = column.equals("text") ? pick(List.of(Keyword.values())) : Keyword.NULL;
        boolean list = operator.endsWith("in");
        // DQDL parses a list of texts that look like dates as dates, and then accepts no keyword but NULL.
        boolean dayLike = operands.stream().anyMatch(AwkwardTable.DAY_LIKE::contains);
        if (!list || (dayLike && keyword != Keyword.NULL)) {
            operands.clear();
        }
        operands.add(random.nextInt(operands.size() + 1), keyword);
    }

    private List<Object> operands(String column, String operator) {
        int wanted = operator.endsWith("between") ? 2 : operator.endsWith("in") ? 1 + random.nextInt(4) : 1;
        if (operator.endsWith("in") && random.nextInt(30) == 0) {
            // Spark evaluates long lists differently from short ones.
            wanted = 30;
        }
        List<Object> operands = new ArrayList<>();
        for (int at = 0; at < wanted; at++) {
            operands.add(operand(column));
        }
        boolean mixed = operands.stream().anyMatch(AwkwardTable.DAY_LIKE::contains)
                && !AwkwardTable.DAY_LIKE.containsAll(operands);
        if (mixed) {
            // DQDL cannot parse both in one list.
            operands.removeIf(AwkwardTable.DAY_LIKE::contains);
        }
        if (operator.equals("between") && random.nextBoolean()) {
            operands.sort(order());
        }
        return operands;
    }

    /** Usually a value of the column's rows or one next to it, in a form that a literal can have. */
    private Object operand(String column) {
        List<@Nullable Object> drawn = Objects.requireNonNull(table.drawn().get(column));
        Object value = random.nextInt(4) == 0 ? pick(AwkwardTable.all(column)) : pick(drawn);
        if (value == null) {
            value = pick(AwkwardTable.all(column));
        }
        if (value instanceof Instant instant) {
            return beside(instant.atZone(ZoneOffset.UTC).toLocalDate());
        }
        if (value instanceof LocalDate day) {
            return beside(day);
        }
        if (value instanceof Double real) {
            return Double.isFinite(real) ? beside(new BigDecimal(real.toString()), "0.5") : number("1.5");
        }
        return value instanceof Number number ? beside(new BigDecimal(number.toString()), "0.0000000001") : value;
    }

    private LocalDate beside(LocalDate day) {
        LocalDate beside = day.plusDays(random.nextInt(3) - 1L);
        return beside.getYear() < 1 || beside.getYear() > 9999 ? day : beside;
    }

    private BigDecimal beside(BigDecimal number, String least) {
        return switch (random.nextInt(6)) {
            case 0 -> number.add(BigDecimal.ONE);
            case 1 -> number.subtract(BigDecimal.ONE);
            case 2 -> number.add(new BigDecimal(least));
            case 3 -> number.setScale(number.scale() + 2);
            default -> number;
        };
    }

    private RuleCase sum() {
        String column = pick(NUMBERS);
        BigDecimal sum = BigDecimal.ZERO;
        for (Map<String, Object> row : table.rows()) {
            Object value = row.get(column);
            boolean finite = !(value instanceof Double real) || Double.isFinite(real);
            sum = value != null && finite ? sum.add(new BigDecimal(value.toString())) : sum;
        }
        List<Object> near = new ArrayList<>();
        for (int at = 0; at < 4; at++) {
            near.add(beside(sum, "0.0000000001"));
        }
        near.add(BigDecimal.ZERO);
        return figure(random.nextBoolean() ? "Sum" : "Mean", List.of(column), near);
    }

    private RuleCase deviation() {
        return figure(
                "StandardDeviation",
                List.of(pick(NUMBERS)),
                List.of(number("0.25"), number("3"), number("1000"), number("10000000000")));
    }

    private RuleCase customSql() {
        String column = pick(List.of("big", "price", "wide", "small"));
        List<Sql> statements = List.of(
                new Sql("select count(*) from primary", rows -> (long) rows.size()),
                new Sql("select max(" + column + ") from primary", rows -> extreme(rows, column, 1)),
                new Sql("select min(" + column + ") from primary", rows -> extreme(rows, column, -1)),
                new Sql(
                        "select count(*) from primary where text = \"O'Brien\" or text = 'a\"b'",
                        rows -> rows.stream()
                                .filter(row -> "O'Brien".equals(row.get("text")) || "a\"b".equals(row.get("text")))
                                .count()),
                new Sql(
                        "with selected as (select * from primary where flag) select count(*) -- of these\n from selected"
                                + " where small >= (select min(small) from primary)",
                        rows -> rows.stream()
                                .filter(row -> Boolean.TRUE.equals(row.get("flag")) && row.get("small") != null)
                                .count()));
        Sql sql = pick(statements);
        boolean extreme = sql.statement().startsWith("select m");
        String operator = pick(ORDERED);
        List<Object> operands = extreme ? operands(column, operator) : drawn(operator, counts());
        return new RuleCase("CustomSql", List.of(), operator, operands, Where.ALL, sql);
    }

    private static @Nullable Object extreme(List<Map<String, Object>> rows, String column, int sign) {
        Comparator<Object> order = order();
        return rows.stream()
                .map(row -> row.get(column))
                .filter(Objects::nonNull)
                .max(sign > 0 ? order : order.reversed())
                .orElse(null);
    }

    private RuleCase plain(String type) {
        return new RuleCase(type, List.of(any()), "", List.of(), seldomWhere(), Sql.NONE);
    }

    private RuleCase figure(String type, List<String> columns, List<?> thresholds) {
        String operator = pick(ORDERED);
        return new RuleCase(type, columns, operator, drawn(operator, thresholds), seldomWhere(), Sql.NONE);
    }

    private List<Object> drawn(String operator, List<?> thresholds) {
        int wanted = operator.endsWith("between") ? 2 : operator.endsWith("in") ? 1 + random.nextInt(3) : 1;
        List<Object> operands = new ArrayList<>();
        for (int at = 0; at < wanted; at++) {
            operands.add(pick(thresholds));
        }
        if (random.nextBoolean()) {
            operands.sort(order());
        }
        return operands;
    }

    private Where where() {
        return random.nextInt(3) == 0 ? pick(WHERES) : Where.ALL;
    }

    /** Rules on the same column and rows that need grouping, so that they share one pass. */
    private Where seldomWhere() {
        return random.nextInt(3) == 0 ? where() : Where.ALL;
    }

    private String any() {
        return pick(List.copyOf(AwkwardTable.TYPES.keySet()));
    }

    private static List<BigDecimal> counts() {
        return List.of("0", "1", "2", "3", "4", "5", "1.5", "007").stream()
                .map(RuleCases::number)
                .toList();
    }

    private static List<BigDecimal> shares() {
        return List.of("0", "1", "0.5", "0.25", "0.2", "0.333333333333333333", "0.6666666666666667", "0.75", "0.99")
                .stream()
                .map(RuleCases::number)
                .toList();
    }

    private static BigDecimal number(String text) {
        return new BigDecimal(text);
    }

    private static Comparator<Object> order() {
        return (one, other) -> one instanceof Number
                ? new BigDecimal(one.toString()).compareTo(new BigDecimal(other.toString()))
                : one instanceof LocalDate day ? day.compareTo((LocalDate) other) : 0;
    }

    private <T> T pick(List<T> values) {
        return values.get(random.nextInt(values.size()));
    }
}
