package dev.madrugada.load;

import dev.madrugada.common.contract.Column;
import dev.madrugada.common.contract.ColumnType;
import dev.madrugada.warehouse.Identifier;
import dev.madrugada.warehouse.Literal;
import dev.madrugada.warehouse.SqlStatement;
import dev.madrugada.warehouse.TableDdl;
import dev.madrugada.warehouse.TableName;
import java.net.URI;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Where a day's files land first: a permanent table that only this load uses, so that COPY needs no transaction and
 * holds no lock. It has the files' columns in the files' order and with the types by which they were written, because
 * COPY of Parquet goes by position and converts nothing. A json column is a text here, as in the files: COPY would store
 * the text in
 * a SUPER column as a string, so the insert into the target parses it.
 *
 * @see <a href="https://docs.aws.amazon.com/redshift/latest/dg/copy_json.html">COPY … SERIALIZETOJSON of nested
 *     columns</a>
 */
record StagingTable(TableName name, List<Column> columns) {
    /** A json column's text has at most as many bytes as Redshift's longest varchar. */
    private static final ColumnType JSON_TEXT =
            new ColumnType(ColumnType.Kind.VARCHAR, 0, 0, ColumnType.LONGEST_VARCHAR);

    StagingTable {
        columns = List.copyOf(columns);
    }

    SqlStatement create() {
        return TableDdl.create(
                name,
                columns.stream()
                        .map(column -> isJson(column) ? new Column(column.name(), JSON_TEXT) : column)
                        .toList());
    }

    SqlStatement copy(URI manifest, CopyRole role) {
        return SqlStatement.of("COPY " + name + " FROM " + Literal.of(manifest) + " IAM_ROLE " + Literal.of(role.arn())
                + " FORMAT AS PARQUET"
                + (columns.stream().anyMatch(column -> column.type().isNested()) ? " SERIALIZETOJSON" : "")
                + " MANIFEST");
    }

    /** The columns' values as the target holds them, in order. */
    String values() {
        return columns.stream()
                .map(column -> {
                    Identifier name = new Identifier(column.name());
                    return isJson(column) ? "JSON_PARSE(" + name + ")" : name.toString();
                })
                .collect(Collectors.joining(", "));
    }

    private static boolean isJson(Column column) {
        return column.type().kind() == ColumnType.Kind.JSON;
    }

    /** One row: the number of rows, then each column's number of non-null values. */
    SqlStatement count() {
        StringBuilder sql = new StringBuilder("SELECT count(*)");
        columns.forEach(column ->
                sql.append(", count(").append(new Identifier(column.name())).append(")"));
        return SqlStatement.of(sql.append(" FROM ").append(name).toString());
    }

    @Override
    public String toString() {
        return name.toString();
    }
}
