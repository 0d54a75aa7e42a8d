package dev.madrugada.cli.diff;

import dev.madrugada.aws.catalog.HiveType;
import dev.madrugada.common.contract.Catalog;
import dev.madrugada.common.contract.Column;
import dev.madrugada.common.contract.DatasetContract;
import dev.madrugada.common.contract.LakeFormat;
import dev.madrugada.common.schema.ColumnChange;
import dev.madrugada.common.schema.ColumnChange.Kind;
import dev.madrugada.common.schema.Place;
import dev.madrugada.warehouse.SqlStatement;
import dev.madrugada.warehouse.TableAlteration;
import dev.madrugada.warehouse.TableDdl;
import dev.madrugada.warehouse.TableName;
import java.util.List;
import java.util.Optional;

/**
 * The statements of a change in each place. The nights execute those that work in place; the others are for people: they
 * keep every value of the column that they replace.
 *
 * @param root the curated table's folder, without a slash at its end
 */
record ChangeStatements(DatasetContract contract, LakeFormat format, String root) {
    List<String> in(Place place, ColumnChange change) {
        return switch (place) {
            case LAKE -> inLake(change);
            case CATALOG ->
                contract.catalog()
                        .map(catalog -> inCatalog(catalogTable(catalog), change))
                        .orElse(List.of());
            case WAREHOUSE ->
                inWarehouse(change).stream()
                        .map(statement -> statement.text() + ";")
                        .toList();
        };
    }

    /** Parquet has no statement: readers find the files' columns by name. */
    private List<String> inLake(ColumnChange change) {
        return switch (format) {
            case PARQUET -> List.of();
            case DELTA -> inCatalog("delta." + quoted(root), change);
            case ICEBERG -> List.of();
        };
    }

    private static List<String> inCatalog(String table, ColumnChange change) {
        Column after = change.after();
        if (after == null) {
            return List.of();
        }
        Optional<String> type = HiveType.of(after.type());
        String name = quoted(after.name());
        return switch (change.kind()) {
            case ADDED ->
                type
                        .map(added ->
                                "ALTER TABLE " + table + " ADD COLUMNS (" + name + " " + added + comment(after) + ");")
                        .stream()
                        .toList();
            case WIDER, EXTENDED, RETYPED ->
                type
                        .map(changed -> "ALTER TABLE " + table + " CHANGE COLUMN " + name + " " + name + " " + changed
                                + comment(after) + ";")
                        .stream()
                        .toList();
            default -> List.of();
        };
    }

    private List<SqlStatement> inWarehouse(ColumnChange change) {
        Column after = change.after();
        TableName table = TableName.of(contract.warehouse());
        if (after == null) {
            return List.of();
        }
        if (change.kind() == Kind.ADDED) {
            return TableAlteration.added(table, after).statements();
        }
        boolean wasSuper = change.before() != null && change.before().isSemiStructured();
        if (wasSuper && after.type().isSemiStructured()) {
            return List.of();
        }
        return switch (change.kind()) {
            case LONGER -> List.of(TableDdl.lengthen(table, after));
            case WIDER -> TableDdl.replaceColumn(table, after);
            case NARROWED, RETYPED -> TableDdl.setAside(table, after);
            default -> List.of();
        };
    }

    private String catalogTable(Catalog catalog) {
        return quoted(catalog.database()) + "." + quoted(contract.dataset());
    }

    private static String quoted(String name) {
        return "`" + name + "`";
    }

    private static String comment(Column column) {
        return column.description().isEmpty()
                ? ""
                : " COMMENT '" + column.description().replace("\\", "\\\\").replace("'", "\\'") + "'";
    }
}
