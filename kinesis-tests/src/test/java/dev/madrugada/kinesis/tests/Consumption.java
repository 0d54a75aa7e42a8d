package dev.madrugada.kinesis.tests;

import static org.apache.spark.sql.functions.col;

import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** How the rows of a read are consumed. */
enum Consumption {
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

    /** Reads and returns the rows. */
    abstract List<Row> rows(Dataset<Row> read);
}
