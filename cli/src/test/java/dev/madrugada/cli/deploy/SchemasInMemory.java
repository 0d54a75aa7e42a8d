package dev.madrugada.cli.deploy;

import dev.madrugada.cli.PartialSession;
import dev.madrugada.warehouse.QueryResult;
import dev.madrugada.warehouse.SqlStatement;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** A session of a warehouse that knows schemas only. */
final class SchemasInMemory extends PartialSession {
    private static final String CREATE = "CREATE SCHEMA IF NOT EXISTS ";

    private final Set<String> schemas = new TreeSet<>();

    Set<String> schemas() {
        return schemas;
    }

    @Override
    public long execute(SqlStatement statement) {
        if (!statement.text().startsWith(CREATE)) {
            throw new UnsupportedOperationException(statement.text());
        }
        schemas.add(statement.text().substring(CREATE.length()).replace("\"", ""));
        return 0;
    }

    @Override
    public QueryResult query(SqlStatement statement) {
        boolean isThere = schemas.stream().anyMatch(name -> statement.text().contains("'" + name + "'"));
        return new QueryResult(
                List.of(new QueryResult.Column("c", QueryResult.Type.INTEGER)),
                isThere ? List.of(List.of(1L)) : List.of());
    }
}
