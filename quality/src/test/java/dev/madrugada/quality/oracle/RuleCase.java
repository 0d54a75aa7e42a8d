package dev.madrugada.quality.oracle;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * A generated rule: its meaning for the oracle, and its DQDL text.
 *
 * @param columns the names of the rule's columns, in order
 * @param operator the operator in DQDL's syntax; empty for rule types without a condition
 * @param operands each a BigDecimal, String, LocalDate or {@link Keyword}
 * @param where the where clause; its text is empty if the rule applies to all rows
 * @param sql CustomSql's statement; empty for all other types
 */
record RuleCase(String type, List<String> columns, String operator, List<Object> operands, Where where, Sql sql) {
    enum Keyword {
        NULL,
        EMPTY,
        WHITESPACES_ONLY
    }

    /** A where clause in SQL, and the same condition in Java. */
    record Where(String sql, Predicate<Map<String, Object>> picks) {
        static final Where ALL = new Where("", row -> true);
    }

    /** A statement, and its expected result: a Number or null. */
    record Sql(String statement, java.util.function.Function<List<Map<String, Object>>, Object> answer) {
        static final Sql NONE = new Sql("", rows -> 0L);
    }

    String dqdl() {
        StringBuilder rule = new StringBuilder(type);
        columns.forEach(column -> rule.append(" \"").append(column).append('"'));
        if (!sql.statement().isEmpty()) {
            rule.append(" \"").append(sql.statement().replace("\"", "\\\"")).append('"');
        }
        if (!operator.isEmpty()) {
            rule.append(' ').append(operator).append(' ').append(written());
        }
        if (!where.sql().isEmpty()) {
            rule.append(" where \"").append(where.sql().replace("\"", "\\\"")).append('"');
        }
        return rule.toString();
    }

    private String written() {
        List<String> texts = operands.stream().map(this::written).toList();
        if (operator.endsWith("between")) {
            return texts.get(0) + " and " + texts.get(1);
        }
        return operator.endsWith("in") ? texts.stream().collect(Collectors.joining(", ", "[", "]")) : texts.get(0);
    }

    private String written(Object operand) {
        if (operand instanceof BigDecimal number) {
            return number.toPlainString();
        }
        if (operand instanceof LocalDate day) {
            return "\"" + day + "\"";
        }
        if (operand instanceof Keyword keyword) {
            return keyword.name();
        }
        // In a pattern, only quotes are escaped. In a text, every backslash and every quote is escaped.
        return operator.endsWith("matches")
                ? "\"" + operand.toString().replace("\"", "\\\"") + "\""
                : "\"" + escaped(operand.toString()) + "\"";
    }

    private static String escaped(String text) {
        return text.replace("\\", "\\\\").replace("\"", "\\\"");
    }
}
