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
    /** So that a copied column's name with its ending is a valid identifier. */
    private static final int LONGEST_COPIED = 59;

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

    /**
     * Gives a varchar column the contract's length. Redshift refuses the statement within a transaction.
     *
     * @see <a href="https://docs.aws.amazon.com/redshift/latest/dg/r_ALTER_TABLE.html">ALTER COLUMN TYPE</a>
     */
    public static SqlStatement lengthen(TableName table, Column column) {
        return SqlStatement.of("ALTER TABLE " + table + " ALTER COLUMN " + new Identifier(column.name()) + " TYPE "
                + type(column.type()));
    }

    /** Gives a column the contract's type by a copy of its values: add, copy, drop, rename. */
    public static List<SqlStatement> replaceColumn(TableName table, Column column) {
        Identifier old = new Identifier(column.name());
        Column wider = new Column(shortened(column.name()) + "_new", column.type());
        Identifier copy = new Identifier(wider.name());
        return List.of(
                addColumn(table, wider),
                SqlStatement.of("UPDATE " + table + " SET " + copy + " = " + old),
                SqlStatement.of("ALTER TABLE " + table + " DROP COLUMN " + old),
                SqlStatement.of("ALTER TABLE " + table + " RENAME COLUMN " + copy + " TO " + old));
    }

    /** Keeps a column under another name, and adds an empty one with the contract's type. */
    public static List<SqlStatement> setAside(TableName table, Column column) {
        Identifier name = new Identifier(column.name());
        return List.of(
                SqlStatement.of("ALTER TABLE " + table + " RENAME COLUMN " + name + " TO "
                        + new Identifier(shortened(column.name()) + "_old")),
                addColumn(table, column));
    }

    private static String shortened(String name) {
        return name.substring(0, Math.min(name.length(), LONGEST_COPIED));
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
