package dev.madrugada.cli.spark;

import dev.madrugada.common.spark.SparkSessions;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TimeZone;
import java.util.concurrent.CompletableFuture;
import org.apache.spark.sql.SparkSession;

/**
 * A local Spark session with the settings on which a job's results depend. The session starts in the background; {@link
 * #get} waits for it. It ends with the process.
 */
public final class LocalSession {
    private final CompletableFuture<SparkSession> session;

    private LocalSession(CompletableFuture<SparkSession> session) {
        this.session = session;
    }

    /**
     * Starts a session in the background and returns at once.
     *
     * @param environment may contain S3's endpoint, in the AWS SDKs' variables
     */
    public static LocalSession starting(Map<String, String> environment) {
        TimeZone.setDefault(TimeZone.getTimeZone("UTC"));
        return new LocalSession(CompletableFuture.supplyAsync(() -> {
            SparkSession.Builder builder = SparkSession.builder();
            settings(environment).forEach(builder::config);
            return builder.getOrCreate();
        }));
    }

    /** The session; waits until it has started. */
    public SparkSession get() {
        return session.join();
    }

    /** Stops the session, even one that is still starting. */
    public void stop() {
        var unused = session.thenAccept(SparkSession::stop);
    }

    static Map<String, String> settings(Map<String, String> environment) {
        Map<String, String> settings = new LinkedHashMap<>(SparkSessions.SETTINGS);
        settings.put("spark.master", "local[*]");
        settings.put("spark.app.name", "madrugada");
        settings.put("spark.ui.enabled", "false");
        settings.put("spark.ui.showConsoleProgress", "false");
        settings.put("spark.driver.host", "127.0.0.1");
        settings.put("spark.driver.bindAddress", "127.0.0.1");
        settings.put("spark.sql.shuffle.partitions", "8");
        settings.put("spark.sql.catalogImplementation", "in-memory");
        settings.put("spark.sql.warehouse.dir", System.getProperty("java.io.tmpdir") + "/madrugada-spark-warehouse");
        // Hadoop's connector handles s3:, as on Glue 5.1.
        settings.put("spark.hadoop.fs.s3.impl", "org.apache.hadoop.fs.s3a.S3AFileSystem");
        settings.put("spark.hadoop.fs.AbstractFileSystem.s3.impl", "org.apache.hadoop.fs.s3a.S3A");
        String endpoint =
                environment.getOrDefault("AWS_ENDPOINT_URL_S3", environment.getOrDefault("AWS_ENDPOINT_URL", ""));
        if (!endpoint.isEmpty()) {
            settings.put("spark.hadoop.fs.s3a.endpoint", endpoint);
            settings.put("spark.hadoop.fs.s3a.path.style.access", "true");
            settings.put("spark.hadoop.fs.s3a.endpoint.region", environment.getOrDefault("AWS_REGION", "us-east-1"));
            settings.put(
                    "spark.hadoop.fs.s3a.aws.credentials.provider",
                    "software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider");
        }
        return settings;
    }
}
