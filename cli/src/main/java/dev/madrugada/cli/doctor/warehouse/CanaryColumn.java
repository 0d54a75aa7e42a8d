package dev.madrugada.cli.doctor.warehouse;

import dev.madrugada.common.contract.Column;
import dev.madrugada.common.contract.ColumnType;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/**
 * A column of the canary's table. Row {@code id}, from 0, has the value of the Spark expression, except the last row, in which
 * all columns but the first are null.
 *
 * @param expression Spark SQL over {@code id}
 * @param expected what the warehouse returns for row {@code id}; null if only the number of values is compared
 */
record CanaryColumn(
        Column column, String expression, @Nullable LongFunction<Object> expected) {
    static final int ROWS = 10;

    /** All types of a contract, with decimals in each of Parquet's forms: 4 bytes, 8 bytes, 16 bytes. */
    static final List<CanaryColumn> ALL = List.of(
            of("id", "bigint", "id", id -> id),
            of("an_integer", "integer", "CAST(id - 5 AS int)", id -> id - 5),
            of("a_double", "double", "CAST(id AS double) / 4", id -> id / 4.0),
            of("a_small_decimal", "decimal(9,2)", "CAST(id / 100 AS decimal(9,2))", id -> BigDecimal.valueOf(id, 2)),
            of("a_decimal", "decimal(18,4)", "CAST(id / 10000 AS decimal(18,4))", id -> BigDecimal.valueOf(id, 4)),
            of(
                    "a_large_decimal",
                    "decimal(38,10)",
                    "CAST(id AS decimal(38,10)) / CAST(1000 AS decimal(5,0))",
                    id -> BigDecimal.valueOf(id, 3)),
            of("a_boolean", "boolean", "id % 2 = 0", id -> id % 2 == 0),
            of("a_text", "varchar(16)", "concat('ñandú ', id)", id -> "ñandú " + id),
            of(
                    "a_time",
                    "timestamp",
                    "timestamp_micros(1000000 * id + 123456)",
                    id -> Instant.ofEpochSecond(id, 123_456_000)),
            of(
                    "a_date",
                    "date",
                    "date_add(DATE'2001-01-01', CAST(id AS int))",
                    id -> LocalDate.of(2001, 1, 1).plusDays(id)),
            counted("an_array", "array<bigint>", "array(id, id + 1)"),
            counted("a_struct", "struct<a: bigint, b: varchar(8)>", "named_struct('a', id, 'b', 'x')"),
            counted("a_map", "map<varchar(8), bigint>", "map('k', id)"),
            counted("a_json", "json", "concat('{\"n\":', id, '}')"));

    private static CanaryColumn of(String name, String type, String expression, LongFunction<Object> expected) {
        return new CanaryColumn(new Column(name, ColumnType.parse(type)), expression, expected);
    }

    private static CanaryColumn counted(String name, String type, String expression) {
        return new CanaryColumn(new Column(name, ColumnType.parse(type)), expression, null);
    }

    static List<Column> columns() {
        return ALL.stream().map(CanaryColumn::column).toList();
    }

    private boolean isKey() {
        return column.name().equals("id");
    }

    /** The column's expression in the file, with the nulls of the last row. */
    String selected() {
        return (isKey() ? expression : "if(id < " + (ROWS - 1) + ", " + expression + ", NULL)") + " AS "
                + column.name();
    }

    /** Whether the warehouse's value of a row is the expected one. */
    boolean isExpected(long id, @Nullable Object found) {
        if (id == ROWS - 1 && !isKey()) {
            return found == null;
        }
        Object wanted = expected == null ? null : expected.apply(id);
        if (wanted instanceof BigDecimal number && found instanceof BigDecimal other) {
            return Objects.compare(number, other, Comparator.naturalOrder()) == 0;
        }
        return wanted != null && wanted.equals(found);
    }
}
