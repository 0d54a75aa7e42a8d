package dev.madrugada.benchmarks.raw;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.stream.Stream;

/** What a program wrote. */
record RawFolder(Path path) {
    /** The sum of the files' sizes, without checksums, manifests and records of the run. */
    long bytes(RawWriter writer) throws IOException {
        long bytes = 0;
        for (Path file : files(writer)) {
            bytes += Files.size(file);
        }
        return bytes;
    }

    /** The number of records, counted by DuckDB. */
    long records(RawWriter writer) throws IOException, SQLException {
        String files = String.join(
                ", ", files(writer).stream().map(file -> "'" + file + "'").toList());
        String from = writer == RawWriter.GZIP_JSON
                ? "read_csv([" + files + "], columns = {'line': 'varchar'}, delim = '', quote = '', escape = '',"
                        + " header = false, auto_detect = false, compression = 'gzip')"
                : "read_parquet([" + files + "], union_by_name = true)";
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery("select count(*) from " + from)) {
            result.next();
            return result.getLong(1);
        }
    }

    private List<Path> files(RawWriter writer) throws IOException {
        String ending = writer == RawWriter.GZIP_JSON ? ".gz" : ".parquet";
        try (Stream<Path> tree = Files.walk(path)) {
            return tree.filter(file -> file.toString().endsWith(ending))
                    .sorted()
                    .toList();
        }
    }
}
