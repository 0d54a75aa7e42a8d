import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * Reads a day of the flights as a person would: arguments are the format, the day and where the table is. For Parquet that
 * is the folder of the day's partition, for Delta the table's folder, for Iceberg the metadata file that the catalog names.
 * Prints the number of rows and a digest that does not depend on the order of rows and columns.
 */
public class ReadTable {
    private ReadTable() {}

    public static void main(String[] words) {
        try (SparkSession spark = SparkSession.builder()
                .config("spark.sql.session.timeZone", "UTC")
                .config("spark.databricks.delta.snapshotPartitions", "1")
                .getOrCreate()) {
            Dataset<Row> table = spark.read().format(words[0]).load(words[2]);
            Column day = lit(words[1]).cast("date");
            Dataset<Row> rows = words[0].equals("parquet")
                    ? table.withColumn("departed_on", day)
                    : table.where(col("departed_on").equalTo(day));
            String columns = String.join(", ", sorted(rows.columns()));
            System.out.println("read: "
                    + rows.selectExpr("concat(count(*), ' rows, ', sum(cast(xxhash64(" + columns + ") as decimal(38))))")
                            .first()
                            .getString(0));
        }
    }

    private static List<String> sorted(String[] columns) {
        return Arrays.stream(columns).sorted().toList();
    }
}
