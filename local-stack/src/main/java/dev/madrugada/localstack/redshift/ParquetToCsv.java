package dev.madrugada.localstack.redshift;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Converts Parquet to CSV that PostgreSQL's COPY reads without loss. A null is an unquoted empty field and an empty
 * string is a quoted one. Instants become text in UTC with offset; bytes become hex; nested values become JSON.
 */
final class ParquetToCsv implements AutoCloseable {
    private final Connection duck;

    ParquetToCsv() throws SQLException {
        duck = DriverManager.getConnection("jdbc:duckdb:");
        try (Statement statement = duck.createStatement()) {
            statement.execute("SET memory_limit = '512MB'");
        }
    }

    /** A column of a Parquet file. */
    record FileColumn(String name, DuckDbType type) {}

    /** Writes the rows of the Parquet file to the CSV file and returns the file's columns, in order. */
    List<FileColumn> convert(Path parquet, Path csv) throws SQLException {
        // Without hive_partitioning = false, DuckDB adds the folder's dt=… as a column.
        String source = "read_parquet(" + literal(parquet.toString()) + ", hive_partitioning = false)";
        List<FileColumn> columns = columns(source);
        String expressions = columns.stream().map(ParquetToCsv::expression).collect(Collectors.joining(", "));
        try (Statement statement = duck.createStatement()) {
            statement.execute("COPY (SELECT " + expressions + " FROM " + source + ") TO "
                    + literal(csv.toString())
                    + " (FORMAT csv, HEADER false, DELIMITER ',', QUOTE '\"', ESCAPE '\"', NULLSTR '', FORCE_QUOTE *)");
        }
        return columns;
    }

    private List<FileColumn> columns(String source) throws SQLException {
        List<FileColumn> columns = new ArrayList<>();
        try (Statement statement = duck.createStatement();
                ResultSet described = statement.executeQuery("DESCRIBE SELECT * FROM " + source)) {
            while (described.next()) {
                columns.add(new FileColumn(described.getString(1), DuckDbType.parse(described.getString(2))));
            }
        }
        return columns;
    }

    private static String expression(FileColumn column) {
        String name = "\"" + column.name().replace("\"", "\"\"") + "\"";
        if (column.type().isNested()) {
            return new NestedJson().of(name, column.type());
        }
        return switch (column.type().name()) {
            case "TIMESTAMP WITH TIME ZONE" -> "CAST(make_timestamp(epoch_us(" + name + ")) AS VARCHAR) || '+00'";
            case "BLOB" -> "'\\x' || hex(" + name + ")";
            default -> name;
        };
    }

    static String literal(String text) {
        return "'" + text.replace("'", "''") + "'";
    }

    @Override
    public void close() throws SQLException {
        duck.close();
    }
}
