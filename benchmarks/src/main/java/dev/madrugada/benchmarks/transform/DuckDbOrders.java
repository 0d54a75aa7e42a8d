package dev.madrugada.benchmarks.transform;

import java.net.URI;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.stream.Collectors;

/** The transformation in DuckDB: one SQL statement, two threads. */
final class DuckDbOrders {
    private DuckDbOrders() {}

    static Connection connection() throws SQLException {
        Connection connection = DriverManager.getConnection("jdbc:duckdb:");
        try (Statement statement = connection.createStatement()) {
            statement.execute("set threads = 2");
            statement.execute("set timezone = 'UTC'");
        }
        return connection;
    }

    static void run(OrdersFolder folder) throws SQLException {
        try (Connection connection = connection();
                Statement statement = connection.createStatement()) {
            statement.execute("copy (" + curated(folder) + ") to '" + folder.rowsOf(Contender.DUCKDB)
                    + "' (format parquet, compression zstd, partition_by (ordered_on))");
        }
    }

    /** The curated rows. */
    private static String curated(OrdersFolder folder) {
        return """
                select o.* exclude (arrived_at, shard_id, sequence_number, payload, newest),
                  c.name as customer_name, c.country,
                  cast(o.price * o.quantity as decimal(14, 2)) as total,
                  cast(hour(o.ordered_at) as integer) as ordered_hour
                from (
                  select *, cast(ordered_at as date) as ordered_on,
                    row_number() over (
                      partition by order_id, cast(ordered_at as date)
                      order by arrived_at desc, sequence_number desc) as newest
                  from (%s) where order_id is not null) o
                left join read_csv('%s') c on c.id = o.customer_id
                where o.newest = 1
                """.formatted(parsed(folder), folder.datasetFolder().resolve("customers.csv"));
    }

    /** All records of raw with the payload's columns, which are null if the payload is not JSON. */
    static String parsed(OrdersFolder folder) {
        return """
                select unnest(json_transform(
                    case when json_valid(decode(payload)) then decode(payload) else '{}' end,
                    '{"order_id": "BIGINT", "ordered_at": "TIMESTAMP", "customer_id": "INTEGER", "sku": "VARCHAR",
                      "quantity": "INTEGER", "price": "DECIMAL(10,2)", "status": "VARCHAR", "channel": "VARCHAR",
                      "note": "VARCHAR", "revision": "BIGINT"}')),
                  arrived_at, shard_id, sequence_number, payload
                from %s
                """.formatted(parquet(folder.rawFiles()));
    }

    /** The files as a table; columns whose values are in the files' paths are not read. */
    static String parquet(List<URI> files) {
        return "read_parquet([" + listed(files) + "], hive_partitioning = false)";
    }

    /** The files as a table with the columns whose values are in the files' paths. */
    static String partitioned(List<URI> files) {
        return "read_parquet([" + listed(files) + "], hive_partitioning = true)";
    }

    private static String listed(List<URI> files) {
        return files.stream().map(file -> "'" + Path.of(file) + "'").collect(Collectors.joining(", "));
    }
}
