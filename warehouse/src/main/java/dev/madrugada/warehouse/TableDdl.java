package dev.madrugada.warehouse;

import dev.madrugada.common.contract.Column;
import dev.madrugada.common.contract.ColumnType;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Tables from a contract's columns, in SQL that Redshift and PostgreSQL both read. Distribution and sort keys are left
 * to Redshift (AUTO); whoever wants their own creates the table beforehand, and it is used as it is.
 */
public final class TableDdl {
    private TableDdl() {}

    public static SqlStatement createIfAbsent(TableName table, List<Column> columns) {
        return SqlStatement.of("CREATE TABLE IF NOT EXISTS " + table + " (" + definitions(columns) + ")");
    }

    /** A table that only this session sees and that ends with it. */
    public static SqlStatement createTemporary(Identifier table, List<Column> columns) {
        return SqlStatement.of("CREATE TEMP TABLE " + table + " (" + definitions(columns) + ")");
    }

    /** Of a table that has no such column: Redshift has no IF NOT EXISTS for it. The rows that are there get null. */
    public static SqlStatement addColumn(TableName table, Column column) {
        return SqlStatement.of("ALTER TABLE " + table + " ADD COLUMN " + definitions(List.of(column)));
    }

    /** The names, quoted, in order, with commas between. */
    public static String names(List<Column> columns) {
        return columns.stream()
                .map(column -> new Identifier(column.name()).toString())
                .collect(Collectors.joining(", "));
    }

    /** Redshift's name of a type. A varchar's length is in bytes there, as it is in the contract. */
    static String type(ColumnType type) {
        return switch (type.kind()) {
            case BIGINT -> "BIGINT";
            case INTEGER -> "INTEGER";
            case DOUBLE -> "DOUBLE PRECISION";
            case DECIMAL -> "DECIMAL(" + type.precision() + ", " + type.scale() + ")";
            case BOOLEAN -> "BOOLEAN";
            case VARCHAR -> "VARCHAR(" + type.length() + ")";
            case TIMESTAMP -> "TIMESTAMP";
            case DATE -> "DATE";
        };
    }

    private static String definitions(List<Column> columns) {
        return columns.stream()
                .map(column -> new Identifier(column.name()) + " " + type(column.type()))
                .collect(Collectors.joining(", "));
    }
}
