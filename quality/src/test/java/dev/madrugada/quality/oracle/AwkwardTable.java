package dev.madrugada.quality.oracle;

import dev.madrugada.common.contract.Column;
import dev.madrugada.common.contract.ColumnType;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * A small random table of edge-case values. Each column draws from only a few values, so that rules on it pass about as
 * often as they fail.
 *
 * @param drawn the values from which each column's rows are drawn; null is one of the possible values
 */
record AwkwardTable(List<Map<String, Object>> rows, Map<String, List<@Nullable Object>> drawn) {
    static final Map<String, ColumnType> TYPES = types();
    static final List<String> DAY_LIKE = List.of("2001-01-01", "10:30", "9:05 AM");

    private static final Map<String, List<Object>> VALUES = Map.of(
            "big",
            List.of(
                    9007199254740991L,
                    9007199254740992L,
                    9007199254740993L,
                    -9007199254740993L,
                    Long.MIN_VALUE,
                    Long.MAX_VALUE,
                    0L,
                    5L),
            "small",
            List.of(Integer.MIN_VALUE, Integer.MAX_VALUE, 0, 1, -1, 10, 20),
            "real",
            List.of(
                    0.0,
                    -0.0,
                    Double.NaN,
                    Double.POSITIVE_INFINITY,
                    Double.NEGATIVE_INFINITY,
                    0.1,
                    0.3,
                    Double.MIN_VALUE,
                    9007199254740992.0,
                    2.5,
                    -1.5),
            "price",
            decimals("0.00", "1.25", "-1.25", "99999999.99", "-99999999.99", "0.01", "2.50"),
            "wide",
            decimals(
                    "9007199254740993.0000000001",
                    "9007199254740993.0000000000",
                    "9999999999999999999999999999.9999999999",
                    "-9999999999999999999999999999.9999999999",
                    "0.0000000000",
                    "0.0000000001",
                    "1.5000000000"),
            "text",
            List.of(
                    "",
                    " ",
                    "\t\n",
                    "\u00a0\u2003",
                    "A",
                    "a",
                    "O'Brien",
                    "C:\\temp",
                    "C:\\\\temp",
                    "a\"b",
                    "\\\"",
                    "x\\",
                    "ABC",
                    "ABC\n",
                    "ABC-1",
                    "-5",
                    "\uD83D\uDE00",
                    "Zürich",
                    "Zu\u0308rich",
                    "NULL",
                    "${env:PATH}",
                    "`x`",
                    "a,b",
                    "]",
                    "# no comment",
                    "2001-01-01",
                    "10:30",
                    "9:05 AM"),
            "at",
            instants(
                    "0001-01-01T00:00:00Z",
                    "9999-12-31T23:59:59.999999Z",
                    "1582-10-04T23:59:59Z",
                    "1582-10-15T00:00:00Z",
                    "1969-12-31T23:59:59.999999Z",
                    "1970-01-01T00:00:00Z",
                    "2001-01-01T00:00:00Z",
                    "2001-01-01T23:59:59.999999Z"),
            "day",
            days("0001-01-01", "9999-12-31", "1582-10-04", "1582-10-15", "1970-01-01", "2001-01-01", "2001-01-02"),
            "flag",
            List.of(true, false));

    static List<Column> columns() {
        return TYPES.entrySet().stream()
                .map(type -> new Column(type.getKey(), type.getValue()))
                .toList();
    }

    static AwkwardTable random(Random random) {
        Map<String, List<@Nullable Object>> drawn = new LinkedHashMap<>();
        for (String column : TYPES.keySet()) {
            List<Object> all = all(column);
            List<@Nullable Object> some = new ArrayList<>();
            int wanted = 1 + random.nextInt(3);
            for (int at = 0; at < wanted; at++) {
                some.add(all.get(random.nextInt(all.size())));
            }
            if (random.nextInt(3) == 0) {
                some.add(null);
            }
            drawn.put(column, some);
        }
        List<Map<String, Object>> rows = new ArrayList<>();
        int size = random.nextInt(12) == 0 ? 0 : 1 + random.nextInt(6);
        for (int at = 0; at < size; at++) {
            Map<String, Object> row = new LinkedHashMap<>();
            drawn.forEach((column, values) -> row.put(column, values.get(random.nextInt(values.size()))));
            rows.add(row);
        }
        return new AwkwardTable(rows, drawn);
    }

    /** Every value that a column may have. */
    static List<Object> all(String column) {
        List<Object> values = VALUES.get(column);
        if (values == null) {
            throw new IllegalArgumentException(column);
        }
        return values;
    }

    private static Map<String, ColumnType> types() {
        Map<String, ColumnType> types = new LinkedHashMap<>();
        types.put("big", ColumnType.parse("bigint"));
        types.put("small", ColumnType.parse("integer"));
        types.put("real", ColumnType.parse("double"));
        types.put("price", ColumnType.parse("decimal(10,2)"));
        types.put("wide", ColumnType.parse("decimal(38,10)"));
        types.put("text", ColumnType.parse("varchar(64)"));
        types.put("at", ColumnType.parse("timestamp"));
        types.put("day", ColumnType.parse("date"));
        types.put("flag", ColumnType.parse("boolean"));
        return types;
    }

    private static List<Object> decimals(String... texts) {
        return List.of(texts).stream().<Object>map(BigDecimal::new).toList();
    }

    private static List<Object> instants(String... texts) {
        return List.of(texts).stream().<Object>map(Instant::parse).toList();
    }

    private static List<Object> days(String... texts) {
        return List.of(texts).stream().<Object>map(LocalDate::parse).toList();
    }
}
