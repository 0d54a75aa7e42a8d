package dev.madrugada.kinesis.tests;

import static org.apache.spark.sql.functions.col;

import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** How rows leave the tasks that read them. */
enum Way {
    COLLECTED {
        @Override
        List<Row> rows(Dataset<Row> read) {
            return read.collectAsList();
        }
    },
    SHUFFLED {
        @Override
        List<Row> rows(Dataset<Row> read) {
            return read.repartition(2, col("sequence_number")).collectAsList();
        }
    },
    WRITTEN {
        @Override
        List<Row> rows(Dataset<Row> read) {
            String folder = System.getProperty("java.io.tmpdir") + "/written-" + System.nanoTime();
            read.write().parquet(folder);
            return read.sparkSession().read().parquet(folder).collectAsList();
        }
    };

    /** Reads, and gives what has come through. */
    abstract List<Row> rows(Dataset<Row> read);
}
