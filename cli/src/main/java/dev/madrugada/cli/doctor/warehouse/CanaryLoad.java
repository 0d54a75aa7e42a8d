package dev.madrugada.cli.doctor.warehouse;

import dev.madrugada.cli.doctor.check.Finding;
import dev.madrugada.cli.doctor.check.Target;
import dev.madrugada.common.contract.Column;
import dev.madrugada.common.contract.ColumnType;
import dev.madrugada.common.json.Json;
import dev.madrugada.warehouse.Identifier;
import dev.madrugada.warehouse.Literal;
import dev.madrugada.warehouse.QueryResult;
import dev.madrugada.warehouse.RedshiftSession;
import dev.madrugada.warehouse.SqlStatement;
import dev.madrugada.warehouse.TableDdl;
import dev.madrugada.warehouse.TableName;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Ten rows of every type by COPY into a scratch table and back. Table, file and manifest are deleted afterwards. */
final class CanaryLoad {
    /** As the load job does it: a json column is text in the staging table. */
    private static final ColumnType JSON_TEXT =
            new ColumnType(ColumnType.Kind.VARCHAR, 0, 0, ColumnType.LONGEST_VARCHAR);

    private final Target target;
    private final WarehouseChecks.Scratch scratch;

    CanaryLoad(Target target, WarehouseChecks.Scratch scratch) {
        this.target = target;
        this.scratch = scratch;
    }

    Finding run(RedshiftSession session) {
        String id = UUID.randomUUID().toString().replace("-", "");
        TableName table = new TableName(
                new Identifier(target.contract().warehouse().schema()), new Identifier("madrugada_doctor_" + id));
        // COPY's role may read below loads/.
        URI folder = target.lake().resolve("loads/_doctor/" + id + "/");
        URI file = folder.resolve("canary.parquet");
        URI manifest = folder.resolve("canary.manifest");
        try {
            byte[] content = scratch.file().get();
            scratch.lake().write(file, content);
            scratch.lake()
                    .write(
                            manifest,
                            Json.write(Map.of(
                                    "entries",
                                    List.of(Map.of(
                                            "url",
                                            file.toString(),
                                            "mandatory",
                                            true,
                                            "meta",
                                            Map.of("content_length", content.length))))));
            session.execute(TableDdl.create(table, staged()));
            session.execute(SqlStatement.of("COPY " + table + " FROM " + Literal.of(manifest) + " IAM_ROLE "
                    + Literal.of(target.copyRole(scratch.account().get()))
                    + " FORMAT AS PARQUET SERIALIZETOJSON MANIFEST"));
            return compared(session, table);
        } finally {
            scratch.lake().delete(List.of(file, manifest));
            session.execute(TableDdl.dropIfExists(table));
        }
    }

    private static List<Column> staged() {
        return CanaryColumn.columns().stream()
                .map(column ->
                        column.type().kind() == ColumnType.Kind.JSON ? new Column(column.name(), JSON_TEXT) : column)
                .toList();
    }

    private static Finding compared(RedshiftSession session, TableName table) {
        List<CanaryColumn> exact = CanaryColumn.ALL.stream()
                .filter(column -> column.expected() != null)
                .toList();
        List<CanaryColumn> counted = CanaryColumn.ALL.stream()
                .filter(column -> column.expected() == null)
                .toList();
        List<String> wrong = new ArrayList<>();
        QueryResult rows = session.query(SqlStatement.of("SELECT " + names(exact) + " FROM " + table + " ORDER BY id"));
        for (int id = 0; id < rows.rows().size(); id++) {
            List<@Nullable Object> row = rows.rows().get(id);
            for (int i = 0; i < exact.size(); i++) {
                if (!exact.get(i).isExpected(id, row.get(i))) {
                    wrong.add(exact.get(i).column().name());
                }
            }
        }
        QueryResult counts = session.query(SqlStatement.of("SELECT "
                + counted.stream()
                        .map(column -> "count(" + new Identifier(column.column().name()) + ")")
                        .collect(Collectors.joining(", "))
                + " FROM " + table));
        for (int i = 0; i < counted.size(); i++) {
            if (!Objects.equals(counts.rows().get(0).get(i), CanaryColumn.ROWS - 1L)) {
                wrong.add(counted.get(i).column().name());
            }
        }
        if (rows.rows().size() != CanaryColumn.ROWS) {
            return Finding.failed(
                    "COPY of " + CanaryColumn.ROWS + " rows left " + rows.rows().size(),
                    "see sys_load_error_detail for the COPY of this minute");
        }
        return wrong.isEmpty()
                ? Finding.ok(CanaryColumn.ROWS + " rows of " + CanaryColumn.ALL.size() + " columns by COPY and back")
                : Finding.failed(
                        "COPY changed the values of "
                                + wrong.stream().distinct().collect(Collectors.joining(", ")),
                        "do not load columns of these types before their values are right; return the bundle of"
                                + " --evidence");
    }

    private static String names(List<CanaryColumn> columns) {
        return columns.stream()
                .map(column -> new Identifier(column.column().name()).toString())
                .collect(Collectors.joining(", "));
    }
}
