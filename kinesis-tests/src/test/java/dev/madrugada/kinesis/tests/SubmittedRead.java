package dev.madrugada.kinesis.tests;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** The application that {@link PlainSpark} submits: reads a window and writes one line a row. */
public final class SubmittedRead {

    private SubmittedRead() {}

    /**
     * Reads the window.
     *
     * @param args the output file, then the options of kinesis-batch as names and values in turn
     */
    public static void main(String[] args) throws IOException {
        Map<String, String> options = new LinkedHashMap<>();
        for (int i = 1; i < args.length; i += 2) {
            options.put(args[i], args[i + 1]);
        }
        try (SparkSession spark = SparkSession.builder().getOrCreate()) {
            List<Row> rows =
                    spark.read().format("kinesis-batch").options(options).load().collectAsList();
            Files.write(Path.of(args[0]), lines(ReadRow.sorted(rows)));
        }
    }

    /** The rows as {@link #main} writes them. */
    static List<String> lines(List<ReadRow> rows) {
        return rows.stream().map(ReadRow::toString).toList();
    }
}
