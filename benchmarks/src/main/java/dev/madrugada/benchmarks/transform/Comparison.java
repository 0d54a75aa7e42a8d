package dev.madrugada.benchmarks.transform;

import dev.madrugada.common.run.RunRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Compares what the transform job published with what DuckDB wrote from the same raw files. */
final class Comparison {
    private static final List<String> COLUMNS = List.of(
            "order_id",
            "ordered_at",
            "customer_id",
            "sku",
            "quantity",
            "price",
            "status",
            "channel",
            "note",
            "revision",
            "customer_name",
            "country",
            "total",
            "ordered_hour",
            "ordered_on");
    /** The time zone is UTC, so that the cast keeps the instant. */
    private static final String TIMESTAMP = "ordered_at";

    private final OrdersFolder folder;
    private final Statement statement;
    private final List<Equal> equal = new ArrayList<>();

    private Comparison(OrdersFolder folder, Statement statement) {
        this.folder = folder;
        this.statement = statement;
    }

    /**
     * One line of the comparison.
     *
     * @param what the compared values
     * @param equal number of values that are equal
     * @param all number of values of either side
     */
    record Equal(String what, long equal, long all) {
        boolean isWhole() {
            return equal == all;
        }

        @Override
        public String toString() {
            return what + ": " + equal + " of " + all;
        }
    }

    /** Compares the outputs of both programs, which must have run on the folder. */
    static List<Equal> of(OrdersFolder folder) throws SQLException, IOException {
        try (Connection connection = DuckDbOrders.connection();
                Statement statement = connection.createStatement()) {
            Comparison comparison = new Comparison(folder, statement);
            comparison.rows();
            comparison.duplicates();
            comparison.quarantine();
            return comparison.equal;
        }
    }

    private void rows() throws SQLException, IOException {
        statement.execute("create view ours as select * from " + DuckDbOrders.partitioned(folder.curatedFiles()));
        statement.execute("create view theirs as select * from read_parquet('" + folder.rowsOf(Contender.DUCKDB)
                + "/**/*.parquet', hive_partitioning = true)");
        requireColumns("ours");
        requireColumns("theirs");
        StringBuilder counts = new StringBuilder("select count(*), count(*) filter (where ")
                .append(String.join(
                        " and ", COLUMNS.stream().map(Comparison::same).toList()))
                .append(')');
        COLUMNS.forEach(column ->
                counts.append(", count(*) filter (where ").append(same(column)).append(')'));
        counts.append(" from ours o full join theirs t on o.order_id = t.order_id and o.ordered_on = t.ordered_on");
        try (ResultSet result = statement.executeQuery(counts.toString())) {
            result.next();
            long all = result.getLong(1);
            equal.add(new Equal("rows", result.getLong(2), all));
            for (int i = 0; i < COLUMNS.size(); i++) {
                equal.add(new Equal("column " + COLUMNS.get(i), result.getLong(3 + i), all));
            }
        }
    }

    /** Neither side may have columns that are not compared. */
    private void requireColumns(String view) throws SQLException, IOException {
        List<String> columns = new ArrayList<>();
        try (ResultSet result = statement.executeQuery("describe " + view)) {
            while (result.next()) {
                columns.add(result.getString(1));
            }
        }
        if (!columns.stream().sorted().toList().equals(COLUMNS.stream().sorted().toList())) {
            throw new IOException(view + " has the columns " + columns);
        }
    }

    /** A row that is missing on one side is equal in no column. */
    private static String same(String column) {
        String ours = column.equals(TIMESTAMP) ? "cast(o." + column + " as timestamp)" : "o." + column;
        return "(o.order_id is not null and t.order_id is not null and " + ours + " is not distinct from t." + column
                + ")";
    }

    /** The number of valid records that are not in a row. */
    private void duplicates() throws SQLException, IOException {
        RunRecord record = folder.runRecord().orElseThrow(() -> new IOException("transform left no run record"));
        long theirs = number("select count(*) from (" + DuckDbOrders.parsed(folder) + ") where order_id is not null")
                - number("select count(*) from theirs");
        long ours = record.count("duplicates");
        equal.add(new Equal("duplicates", Math.min(ours, theirs), Math.max(ours, theirs)));
    }

    /** The refused records, by their coordinates, and their bytes. */
    private void quarantine() throws SQLException {
        String refused = "select shard_id, sequence_number, payload from (" + DuckDbOrders.parsed(folder)
                + ") where order_id is null";
        String quarantined = folder.quarantineFiles().isEmpty()
                ? refused + " and false"
                : "select shard_id, sequence_number, payload from " + DuckDbOrders.parquet(folder.quarantineFiles());
        String joined = " from (" + quarantined + ") o full join (" + refused
                + ") t on o.shard_id = t.shard_id and o.sequence_number = t.sequence_number";
        equal.add(new Equal(
                "quarantine",
                number("select count(*) filter (where o.payload = t.payload)" + joined),
                number("select count(*)" + joined)));
    }

    private long number(String query) throws SQLException {
        try (ResultSet result = statement.executeQuery(query)) {
            result.next();
            return result.getLong(1);
        }
    }

    /** Whether both programs have run on the folder, and their outputs are still there. */
    static boolean isPossible(OrdersFolder folder) throws IOException {
        Path rows = folder.rowsOf(Contender.DUCKDB);
        if (Files.notExists(rows) || folder.runRecord().isEmpty()) {
            return false;
        }
        try (Stream<Path> files = Files.list(rows)) {
            return files.findAny().isPresent();
        }
    }
}
