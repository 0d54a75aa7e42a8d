package dev.madrugada.localstack.redshift;

import static dev.madrugada.localstack.redshift.ParquetToCsv.literal;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/** PL/pgSQL blocks that replace a Redshift COPY. */
final class CopyScript {
    /** Placeholder for the table's number of columns, which is known when the block runs. */
    private static final String EXPECTED = "<expected>";

    private CopyScript() {}

    /**
     * A Parquet file and the CSV file it was converted to.
     *
     * @param url URL of the Parquet file, for messages
     */
    record LoadFile(String url, Path csv, int columns) {}

    /** A block that checks the number of columns and loads the files, within the current transaction. */
    static String loading(CopyCommand command, List<LoadFile> files) {
        String table = literal(command.table());
        StringBuilder body = new StringBuilder("DECLARE expected int; loaded bigint := 0; rows bigint; BEGIN\n");
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
                            file.columns(),
                            literal(SqlFailure.SCAN),
                            literal(SqlFailure.detail(
                                    SqlFailure.SCAN,
                                    15007,
                                    "Unmatched number of columns between table and file. Table columns: " + EXPECTED
                                            + ", Data columns: " + file.columns() + ", File name: " + file.url())),
                            EXPECTED));
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
