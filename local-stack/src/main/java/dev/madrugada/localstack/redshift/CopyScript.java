package dev.madrugada.localstack.redshift;

import static dev.madrugada.localstack.redshift.ParquetToCsv.literal;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/** PL/pgSQL blocks that replace a Redshift COPY. */
final class CopyScript {
    /** Placeholder for what is known when the block runs: the table's number of columns, a column's name. */
    private static final String EXPECTED = "<expected>";

    private CopyScript() {}

    /**
     * A Parquet file and the CSV file it was converted to.
     *
     * @param url URL of the Parquet file, for messages
     */
    record LoadFile(String url, Path csv, List<ParquetToCsv.FileColumn> columns) {
        LoadFile {
            columns = List.copyOf(columns);
        }
    }

    /** A block that checks the columns and loads the files, within the current transaction. */
    static String loading(CopyCommand command, List<LoadFile> files) {
        String table = literal(command.table());
        StringBuilder body =
                new StringBuilder("DECLARE expected int; wrong text; loaded bigint := 0; rows bigint; BEGIN\n");
        body.append("IF to_regclass(%s) IS NULL THEN RAISE EXCEPTION USING ERRCODE = '42P01', MESSAGE = %s; END IF;\n"
                .formatted(table, literal("Cannot COPY into nonexistent table " + command.table())));
        if (command.columns().isEmpty()) {
            body.append(
                    "SELECT count(*) INTO expected FROM pg_attribute WHERE attrelid = to_regclass(%s)".formatted(table)
                            + " AND attnum > 0 AND NOT attisdropped;\n");
        } else {
            body.append("expected := %d;\n".formatted(command.columns().size()));
        }
        for (LoadFile file : files) {
            body.append("""
                    IF expected <> %d THEN RAISE EXCEPTION USING ERRCODE = 'XX000', MESSAGE = %s, DETAIL =
                    replace(%s, '%s', expected::text); END IF;
                    """.formatted(
                    file.columns().size(),
                    literal(SqlFailure.SCAN),
                    literal(SqlFailure.detail(
                            SqlFailure.SCAN,
                            15007,
                            "Unmatched number of columns between table and file. Table columns: " + EXPECTED
                                    + ", Data columns: " + file.columns().size() + ", File name: " + file.url())),
                    EXPECTED));
            body.append(superCheck(command, file));
        }
        String target = command.table()
                + (command.columns().isEmpty() ? "" : " (" + String.join(", ", command.columns()) + ")");
        for (LoadFile file : files) {
            String copy =
                    "COPY " + target + " FROM " + literal(file.csv().toString()) + " (FORMAT csv, ENCODING 'UTF8')";
            body.append("EXECUTE %s; GET DIAGNOSTICS rows = ROW_COUNT; loaded := loaded + rows;\n"
                    .formatted(literal(copy)));
        }
        body.append("PERFORM set_config('madrugada.last_copy_count', loaded::text, false);\n");
        body.append("RAISE INFO USING MESSAGE = %s || loaded || ' record(s) loaded successfully.';\nEND"
                .formatted(literal("Load into table '" + command.table() + "' completed, ")));
        return block(body.toString());
    }

    /**
     * Statements that raise an error if a nested column's target is not SUPER, or if a SUPER column would get another
     * value. Redshift makes a SUPER string of a text, which a CSV file cannot express.
     */
    private static String superCheck(CopyCommand command, LoadFile file) {
        String targets = command.columns().isEmpty()
                ? "SELECT attname, row_number() OVER (ORDER BY attnum) AS place FROM pg_attribute WHERE attrelid ="
                        + " to_regclass(%s) AND attnum > 0 AND NOT attisdropped".formatted(literal(command.table()))
                : "SELECT (parse_ident(written))[1], place FROM unnest(ARRAY[%s]) WITH ORDINALITY AS listed(written, place)"
                        .formatted(command.columns().stream()
                                .map(ParquetToCsv::literal)
                                .collect(Collectors.joining(", ")));
        String nested = file.columns().stream()
                .map(column ->
                        Boolean.toString(column.type().isNested() && command.nested() == CopyCommand.Nested.SERIALIZED))
                .collect(Collectors.joining(", "));
        String refused = file.columns().stream()
                .map(column ->
                        Boolean.toString(column.type().isNested() && command.nested() == CopyCommand.Nested.REFUSED))
                .collect(Collectors.joining(", "));
        return """
                SELECT target.name INTO wrong FROM (%s) AS target(name, place) JOIN pg_attribute a ON a.attname = target.name
                AND a.attrelid = to_regclass(%s) JOIN pg_type t ON t.oid = a.atttypid
                WHERE (t.typname = 'super') <> (ARRAY[%s])[target.place] OR (ARRAY[%s])[target.place]
                ORDER BY target.place LIMIT 1;
                IF wrong IS NOT NULL THEN RAISE EXCEPTION USING ERRCODE = 'XX000', MESSAGE = %s, DETAIL =
                replace(%s, '%s', wrong); END IF;
                """.formatted(
                        targets,
                        literal(command.table()),
                        nested,
                        refused,
                        literal(SqlFailure.SCAN),
                        literal(SqlFailure.detail(
                                SqlFailure.SCAN,
                                15007,
                                "File '" + file.url() + "' has an incompatible Parquet schema for column '" + EXPECTED
                                        + "'; the local stack loads nested columns into SUPER columns with"
                                        + " SERIALIZETOJSON, and nothing else into SUPER columns")),
                        EXPECTED);
    }

    /** A block that raises this error in place of the COPY. */
    static String raising(SqlFailure failure) {
        String detail = failure.detail().isEmpty() ? "" : ", DETAIL = " + literal(failure.detail());
        return block("BEGIN RAISE EXCEPTION USING ERRCODE = %s, MESSAGE = %s%s; END"
                .formatted(literal(failure.state()), literal(Objects.toString(failure.getMessage())), detail));
    }

    private static String block(String body) {
        return "DO " + literal(body);
    }
}
