package dev.madrugada.warehouse;

import dev.madrugada.common.contract.Column;
import dev.madrugada.common.contract.ColumnType;
import dev.madrugada.warehouse.TableColumns.ActualColumn;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A change that a column of a table needs, so that the table takes the contract's values. Columns that the contract does
 * not have stay as they are, and so do columns that take more than the contract's values.
 *
 * @param column the column's name
 * @param statements in order; each commits on its own
 * @param reason why the table needs the change, or why no load makes it
 */
public record TableAlteration(String column, Way way, List<SqlStatement> statements, String reason) {
    /** Who makes the change. */
    public enum Way {
        /** The load: Redshift alters the table in place. */
        BY_LOAD,
        /** People: the values are copied to another column, and queries and views may depend on the old one. */
        BY_HAND
    }

    public TableAlteration {
        statements = List.copyOf(statements);
    }

    /**
     * The changes of an existing table, in the order of the contract's columns. Columns that are semi-structured in the
     * contract or the table only are left out: no statement converts their values.
     */
    public static List<TableAlteration> between(TableName table, TableColumns actual, List<Column> contract) {
        List<TableAlteration> alterations = new ArrayList<>();
        for (Column column : contract) {
            Optional<ActualColumn> found = actual.find(column.name());
            if (found.isEmpty()) {
                alterations.add(added(table, column));
            } else {
                changed(table, found.get(), column).ifPresent(alterations::add);
            }
        }
        return alterations;
    }

    /** Adds a column. */
    public static TableAlteration added(TableName table, Column column) {
        return new TableAlteration(
                column.name(),
                Way.BY_LOAD,
                List.of(TableDdl.addColumn(table, column)),
                "the table has no column " + column.name());
    }

    /** Lengthens a text. */
    public static TableAlteration lengthened(TableName table, Column column, String before) {
        return new TableAlteration(
                column.name(),
                Way.BY_LOAD,
                List.of(TableDdl.lengthen(table, column)),
                column.name() + " is " + before + " in the table and " + column.type() + " in the contract");
    }

    /** Replaces a column by one of another type. */
    public static TableAlteration replaced(TableName table, Column column, String before) {
        return new TableAlteration(
                column.name(),
                Way.BY_HAND,
                TableDdl.replaceColumn(table, column),
                column.name() + " is " + before + " in the table and " + column.type()
                        + " in the contract; Redshift alters only the length of a varchar, and replacing a column breaks"
                        + " the views that use it");
    }

    private static Optional<TableAlteration> changed(TableName table, ActualColumn found, Column column) {
        ColumnType type = column.type();
        return switch (type.kind()) {
            case VARCHAR ->
                found.type().equals("character varying") && found.length() != null && found.length() < type.length()
                        ? Optional.of(lengthened(table, column, "varchar(" + found.length() + ")"))
                        : Optional.empty();
            case BIGINT ->
                List.of("integer", "smallint").contains(found.type())
                        ? Optional.of(replaced(table, column, found.type()))
                        : Optional.empty();
            case INTEGER ->
                found.type().equals("smallint") ? Optional.of(replaced(table, column, found.type())) : Optional.empty();
            case DECIMAL ->
                found.type().equals("numeric") && isNarrower(found, type)
                        ? Optional.of(
                                replaced(table, column, "decimal(" + found.precision() + "," + found.scale() + ")"))
                        : Optional.empty();
            default -> Optional.empty();
        };
    }

    /** Whether a decimal column lacks digits before or after the point. A numeric without precision takes all. */
    private static boolean isNarrower(ActualColumn found, ColumnType type) {
        Long precision = found.precision();
        Long scale = found.scale();
        return precision != null
                && scale != null
                && (precision - scale < type.precision() - type.scale() || scale < type.scale());
    }
}
