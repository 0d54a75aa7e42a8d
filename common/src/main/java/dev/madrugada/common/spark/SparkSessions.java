package dev.madrugada.common.spark;

import java.util.Map;
import java.util.TimeZone;
import org.apache.spark.sql.SparkSession;

/** Creates the jobs' Spark session (on Glue, it uses Glue's session), with the settings on which results depend. */
public final class SparkSessions {
    /** The settings on which a job's result depends; they override the cluster's. */
    public static final Map<String, String> SETTINGS = Map.of(
            "spark.sql.session.timeZone", "UTC",
            // Spark's default is INT96, which has no statistics and is deprecated.
            "spark.sql.parquet.outputTimestampType", "TIMESTAMP_MICROS",
            // With the default, one record with a date before 1582-10-15 would fail the job.
            "spark.sql.parquet.datetimeRebaseModeInWrite", "CORRECTED",
            "spark.sql.parquet.datetimeRebaseModeInRead", "CORRECTED",
            "spark.sql.parquet.compression.codec", "zstd",
            // With the default, a text that Spark 2 parses but Spark 3 does not would fail the job instead of giving
            // null.
            "spark.sql.legacy.timeParserPolicy", "CORRECTED",
            // A content digest is a sum of hashes that may overflow; in ANSI mode the overflow would be an error.
            "spark.sql.ansi.enabled", "false",
            // With the default, Spark would replace ${env:…} in a dataset's SQL by an environment variable.
            "spark.sql.variable.substitute", "false",
            // No _SUCCESS files: a reader could mistake one for a publication.
            "spark.hadoop.mapreduce.fileoutputcommitter.marksuccessfuljobs", "false",
            // Renames each file once instead of twice. This is safe: no one reads a run's folder before its manifest.
            "spark.hadoop.mapreduce.fileoutputcommitter.algorithm.version", "2");

    private SparkSessions() {}

    static SparkSession create() {
        TimeZone.setDefault(TimeZone.getTimeZone("UTC"));
        SparkSession.Builder builder = SparkSession.builder();
        SETTINGS.forEach(builder::config);
        return builder.getOrCreate();
    }
}
