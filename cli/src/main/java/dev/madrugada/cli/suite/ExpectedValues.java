package dev.madrugada.cli.suite;

import com.fasterxml.jackson.databind.JsonNode;
import dev.madrugada.common.contract.Check;
import dev.madrugada.common.contract.Column;
import dev.madrugada.common.contract.ColumnType;
import dev.madrugada.common.contract.DatasetContract;
import dev.madrugada.common.text.Spelling;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the values that a suite expects in a dataset's columns, and compares them with the actual ones. */
final class ExpectedValues {
    private static final String WRITE_LIKE = "write a value of the column's type";

    private final Map<String, ColumnType> curated = new LinkedHashMap<>();
    private final Set<String> namedByReasons = new HashSet<>();

    /** A JSON value that is compared as a value, not as text. */
    private record JsonValue(JsonNode node) {
        @Override
        public String toString() {
            return node.toString();
        }
    }

    ExpectedValues(DatasetContract contract) {
        contract.curatedColumns().forEach(column -> curated.put(column.name(), column.type()));
        curated.put(contract.eventTime().partition(), ColumnType.parse("date"));
        contract.columns().stream().map(Column::name).forEach(namedByReasons::add);
        contract.checks().stream().map(Check::name).forEach(namedByReasons::add);
        namedByReasons.add(contract.eventTime().column());
    }

    /** Reads an expected row; what is not a column or not a value of its type is reported. */
    Map<String, @Nullable Object> row(SuiteNode node) {
        Map<String, @Nullable Object> row = new LinkedHashMap<>();
        node.entries().forEach((name, value) -> {
            ColumnType type = curated.get(name);
            if (type == null) {
                value.problem(
                        "is not a curated column",
                        namedByReasons.contains(name) ? "it is hidden" : "the contract has no such column",
                        Spelling.meant(name, curated.keySet()).orElse("remove it"));
            } else {
                row.put(name, value(value, type));
            }
        });
        return row;
    }

    /** Reports a name that is neither a column, hidden ones included, nor a check. */
    void requireColumnOrCheck(@Nullable SuiteNode node, String name) {
        if (node != null && !namedByReasons.contains(name)) {
            node.problem(
                    "names '" + name + "'",
                    "it is neither a column nor a check",
                    Spelling.meant(name, namedByReasons).orElse("write the code alone for any column"));
        }
    }

    private @Nullable Object value(SuiteNode node, ColumnType type) {
        if (node.isNull()) {
            return null;
        }
        return switch (type.kind()) {
            case ARRAY -> list(node, type.parts().get(0).type());
            case MAP -> map(node, type.parts().get(1).type());
            case STRUCT -> struct(node, type);
            case JSON ->
                node.isList() || node.isMapping()
                        ? new JsonValue(JsonText.parse(node.json()).orElseThrow())
                        : node.scalar().orElse("");
            default -> scalar(node, type);
        };
    }

    private List<@Nullable Object> list(SuiteNode node, ColumnType element) {
        List<@Nullable Object> list = new ArrayList<>();
        node.items().forEach(item -> list.add(value(item, element)));
        return list;
    }

    private Map<String, @Nullable Object> map(SuiteNode node, ColumnType value) {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        node.entries().forEach((key, item) -> map.put(key, value(item, value)));
        return map;
    }

    private Map<String, @Nullable Object> struct(SuiteNode node, ColumnType type) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        type.parts().forEach(part -> fields.put(part.name(), null));
        node.entries()
                .forEach((name, item) -> type.parts().stream()
                        .filter(part -> part.name().equals(name))
                        .findFirst()
                        .ifPresentOrElse(
                                part -> fields.put(name, value(item, part.type())),
                                () -> item.problem(
                                        "is not a field of " + type,
                                        "a struct has only the fields of its type",
                                        Spelling.meant(name, fields.keySet()).orElse("remove it"))));
        return fields;
    }

    private @Nullable Object scalar(SuiteNode node, ColumnType type) {
        String text = node.scalar().orElse("");
        try {
            if (node.scalar().isPresent()) {
                return switch (type.kind()) {
                    case INTEGER, BIGINT -> new BigDecimal(new java.math.BigInteger(text));
                    case DECIMAL -> new BigDecimal(text);
                    case DOUBLE -> Double.valueOf(text);
                    case BOOLEAN -> flag(text);
                    case TIMESTAMP -> OffsetDateTime.parse(text).toInstant();
                    case DATE -> LocalDate.parse(text);
                    default -> text;
                };
            }
            node.problem("is a list or has keys", "the column is " + type, WRITE_LIKE);
        } catch (DateTimeException | IllegalArgumentException wrong) {
            node.problem("is '" + text + "'", "the column is " + type, WRITE_LIKE);
        }
        return null;
    }

    private static Boolean flag(String text) {
        if (!text.equals("true") && !text.equals("false")) {
            throw new IllegalArgumentException("neither true nor false");
        }
        return Boolean.valueOf(text);
    }

    /** Whether an actual value is the expected one. A decimal's scale does not matter. */
    static boolean areEqual(@Nullable Object expected, @Nullable Object actual) {
        if (expected == null || actual == null) {
            return expected == actual;
        }
        if (expected instanceof BigDecimal number) {
            return number.compareTo(new BigDecimal(actual.toString())) == 0;
        }
        if (expected instanceof JsonValue value) {
            return JsonText.parse(actual.toString())
                    .filter(value.node()::equals)
                    .isPresent();
        }
        if (expected instanceof List<?> list && actual instanceof List<?> other) {
            boolean areEqual = list.size() == other.size();
            for (int i = 0; areEqual && i < list.size(); i++) {
                areEqual = areEqual(list.get(i), other.get(i));
            }
            return areEqual;
        }
        if (expected instanceof Map<?, ?> map && actual instanceof Map<?, ?> other) {
            return map.keySet().equals(other.keySet())
                    && map.keySet().stream().allMatch(key -> areEqual(map.get(key), other.get(key)));
        }
        return expected.equals(actual);
    }
}
