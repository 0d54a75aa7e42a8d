package dev.madrugada.common.spark;

import java.util.Map;
import java.util.TimeZone;
import org.apache.spark.sql.SparkSession;

/** The session every job runs on: Glue's where there is one, else a new one; the settings results depend on. */
public final class SparkSessions {
    /** What a job's result depends on, whatever the cluster says. */
    public static final Map<String, String> SETTINGS = Map.of(
            "spark.sql.session.timeZone", "UTC",
            // Spark writes INT96 by default, which has no order and which Redshift reads as deprecated.
            "spark.sql.parquet.outputTimestampType", "TIMESTAMP_MICROS",
            // With the default one date before 1582-10-15 in a record kills the job that writes it.
            "spark.sql.parquet.datetimeRebaseModeInWrite", "CORRECTED",
            "spark.sql.parquet.datetimeRebaseModeInRead", "CORRECTED",
            "spark.sql.parquet.compression.codec", "zstd",
            // With the default a text that Spark 2 could parse and Spark 3 can't kills the job instead of reading null.
            "spark.sql.legacy.timeParserPolicy", "CORRECTED",
            // Digests are sums of hashes that wrap around; overflow must not be an error.
            "spark.sql.ansi.enabled", "false",
            // A dataset's SQL says what it says: with the default ${env:…} in it becomes a variable of the machine.
            "spark.sql.variable.substitute", "false",
            // Data files only: no _SUCCESS marker to be mistaken for a publication.
            "spark.hadoop.mapreduce.fileoutputcommitter.marksuccessfuljobs", "false",
            // Each file is renamed once instead of twice; safe, since nobody reads a run's folder before its manifest.
            "spark.hadoop.mapreduce.fileoutputcommitter.algorithm.version", "2");

    private SparkSessions() {}

    static SparkSession create() {
        TimeZone.setDefault(TimeZone.getTimeZone("UTC"));
        SparkSession.Builder builder = SparkSession.builder();
        SETTINGS.forEach(builder::config);
        return builder.getOrCreate();
    }
}
