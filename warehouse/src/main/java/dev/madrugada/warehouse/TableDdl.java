package dev.madrugada.warehouse;

import dev.madrugada.common.contract.Column;
import dev.madrugada.common.contract.ColumnType;
import java.util.List;
import java.util.stream.Collectors;

/**
 * DDL statements for tables with a contract's columns, in SQL that both Redshift and PostgreSQL accept. Redshift
 * chooses distribution and sort keys (AUTO). To set them explicitly, create the table in advance; an existing table is
 * used unchanged.
 */
public final class TableDdl {
    private TableDdl() {}

    public static SqlStatement createIfAbsent(TableName table, List<Column> columns) {
        return SqlStatement.of("CREATE TABLE IF NOT EXISTS " + table + " (" + definitions(columns) + ")");
    }

    /** The statement fails if the table exists. */
    public static SqlStatement create(TableName table, List<Column> columns) {
        return SqlStatement.of("CREATE TABLE " + table + " (" + definitions(columns) + ")");
    }

    public static SqlStatement dropIfExists(TableName table) {
        return SqlStatement.of("DROP TABLE IF EXISTS " + table);
    }

    /**
     * Adds a column, which is null in existing rows. The statement fails if the column exists, because Redshift has no
     * IF NOT EXISTS for it.
     */
    public static SqlStatement addColumn(TableName table, Column column) {
        return SqlStatement.of("ALTER TABLE " + table + " ADD COLUMN " + definitions(List.of(column)));
    }

    /** The quoted column names, in order, separated by commas. */
    public static String names(List<Column> columns) {
        return columns.stream()
                .map(column -> new Identifier(column.name()).toString())
                .collect(Collectors.joining(", "));
    }

    /** The Redshift type of a contract type. The length of a varchar is in bytes in both. */
    public static String type(ColumnType type) {
        return switch (type.kind()) {
            case BIGINT -> "BIGINT";
            case INTEGER -> "INTEGER";
            case DOUBLE -> "DOUBLE PRECISION";
            case DECIMAL -> "DECIMAL(" + type.precision() + ", " + type.scale() + ")";
            case BOOLEAN -> "BOOLEAN";
            case VARCHAR -> "VARCHAR(" + type.length() + ")";
            case TIMESTAMP -> "TIMESTAMP";
            case DATE -> "DATE";
            case ARRAY, STRUCT, MAP, JSON -> "SUPER";
        };
    }

    private static String definitions(List<Column> columns) {
        return columns.stream()
                .map(column -> new Identifier(column.name()) + " " + type(column.type()))
                .collect(Collectors.joining(", "));
    }
}
