package dev.madrugada.localstack.redshift;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/**
 * Converts Parquet to CSV that PostgreSQL's COPY reads without loss. A null is an unquoted empty field and an empty
 * string is a quoted one. Instants become text in UTC with offset; bytes become hex.
 */
final class ParquetToCsv implements AutoCloseable {
    private final Connection duck;

    ParquetToCsv() throws SQLException {
        duck = DriverManager.getConnection("jdbc:duckdb:");
        try (Statement statement = duck.createStatement()) {
            statement.execute("SET memory_limit = '512MB'");
        }
    }

    /** Writes the rows of the Parquet file to the CSV file and returns the number of columns. */
    int convert(Path parquet, Path csv) throws SQLException {
        // Without hive_partitioning = false, DuckDB adds the folder's dt=… as a column.
        String source = "read_parquet(" + literal(parquet.toString()) + ", hive_partitioning = false)";
        List<String> columns = columns(source);
        try (Statement statement = duck.createStatement()) {
            statement.execute("COPY (SELECT " + String.join(", ", columns) + " FROM " + source + ") TO "
                    + literal(csv.toString())
                    + " (FORMAT csv, HEADER false, DELIMITER ',', QUOTE '\"', ESCAPE '\"', NULLSTR '', FORCE_QUOTE *)");
        }
        return columns.size();
    }

    private List<String> columns(String source) throws SQLException {
        List<String> columns = new ArrayList<>();
        try (Statement statement = duck.createStatement();
                ResultSet described = statement.executeQuery("DESCRIBE SELECT * FROM " + source)) {
            while (described.next()) {
                String name = "\"" + described.getString(1).replace("\"", "\"\"") + "\"";
                columns.add(
                        switch (described.getString(2)) {
                            case "TIMESTAMP WITH TIME ZONE" ->
                                "CAST(make_timestamp(epoch_us(" + name + ")) AS VARCHAR) || '+00'";
                            case "BLOB" -> "'\\x' || hex(" + name + ")";
                            default -> name;
                        });
            }
        }
        return columns;
    }

    static String literal(String text) {
        return "'" + text.replace("'", "''") + "'";
    }

    @Override
    public void close() throws SQLException {
        duck.close();
    }
}
