package dev.madrugada.load;

import dev.madrugada.common.contract.Column;
import dev.madrugada.warehouse.Identifier;
import dev.madrugada.warehouse.Literal;
import dev.madrugada.warehouse.SqlStatement;
import dev.madrugada.warehouse.TableDdl;
import java.net.URI;
import java.util.List;

/**
 * Where a day's files land first: a temporary table of this session, with the files' columns in the files' order,
 * because COPY of Parquet goes by position.
 */
record StagingTable(List<Column> columns) {
    /** A temporary table hides one of the same name in every schema; nobody else's table is called this. */
    private static final Identifier NAME = new Identifier("madrugada_staging");

    StagingTable {
        columns = List.copyOf(columns);
    }

    SqlStatement create() {
        return TableDdl.createTemporary(NAME, columns);
    }

    SqlStatement copy(URI manifest, CopyRole role) {
        return SqlStatement.of("COPY " + NAME + " FROM " + Literal.of(manifest) + " IAM_ROLE " + Literal.of(role.arn())
                + " FORMAT AS PARQUET MANIFEST");
    }

    /** One row: the number of rows, then each column's number of non-null values. */
    SqlStatement count() {
        StringBuilder sql = new StringBuilder("SELECT count(*)");
        columns.forEach(column ->
                sql.append(", count(").append(new Identifier(column.name())).append(")"));
        return SqlStatement.of(sql.append(" FROM ").append(NAME).toString());
    }

    SqlStatement drop() {
        return SqlStatement.of("DROP TABLE " + NAME);
    }

    @Override
    public String toString() {
        return NAME.toString();
    }
}
