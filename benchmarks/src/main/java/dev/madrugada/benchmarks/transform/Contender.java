package dev.madrugada.benchmarks.transform;

import dev.madrugada.benchmarks.orders.OrderEvents;
import dev.madrugada.transform.TransformJob;
import java.sql.SQLException;

/** The programs to compare. */
enum Contender {
    DUCKDB("DuckDB"),
    SPARK_PROGRAM("obvious Spark program"),
    TRANSFORM("transform");

    private final String title;

    Contender(String title) {
        this.title = title;
    }

    String title() {
        return title;
    }

    /** Transforms the folder's raw events once, in this process. */
    void run(OrdersFolder folder) throws SQLException {
        switch (this) {
            case DUCKDB -> DuckDbOrders.run(folder);
            case SPARK_PROGRAM -> SparkOrders.run(folder);
            case TRANSFORM -> transform(folder);
        }
    }

    private static void transform(OrdersFolder folder) {
        TransformJob.main(new String[] {
            "--dataset", folder.dataset().toString(),
            "--date", OrderEvents.DAY.toString(),
            "--lake", folder.lake().toString(),
            "--run-id", "benchmark",
            "--force", "true"
        });
    }
}
