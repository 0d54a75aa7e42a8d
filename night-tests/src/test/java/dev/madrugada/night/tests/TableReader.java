package dev.madrugada.night.tests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.File;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Spark with Delta's and Iceberg's own readers, in a JVM of its own without the project's code, on the lake of a night
 * whose stack is up.
 */
record TableReader(RunLocal night) {
    private static final int PATIENCE_MINUTES = 3;
    private static final String PRINTED = "read: ";

    /** Rows and digest of a day, as src/test/resources/ReadTable.java prints them. */
    String read(String format, String day, String location) throws IOException, InterruptedException {
        Path log = night.work().resolve("logs/read-" + format + ".log");
        Process process = process(List.of(format, day, location))
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        if (!process.waitFor(PATIENCE_MINUTES, TimeUnit.MINUTES)) {
            process.destroy();
            throw new IOException("the reader did not end: " + Files.readString(log));
        }
        assertThat(process.exitValue()).as(Files.readString(log)).isZero();
        return Files.readString(log)
                .lines()
                .filter(line -> line.startsWith(PRINTED))
                .findFirst()
                .orElseThrow()
                .substring(PRINTED.length());
    }

    private ProcessBuilder process(List<String> words) throws IOException {
        JsonNode stack = night.stack();
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(option -> option.startsWith("--add-opens"))
                .forEach(command::add);
        command.addAll(List.of("-Xmx1g", "-XX:TieredStopAtLevel=1", "-Duser.timezone=UTC"));
        command.add("-Djava.io.tmpdir=" + System.getProperty("java.io.tmpdir"));
        command.add("-Dlog4j2.configurationFile="
                + Project.root().resolve("scripts/log4j2.properties").toUri());
        settings(stack).forEach((key, value) -> command.add("-Dspark." + key + "=" + value));
        command.addAll(List.of(
                "-cp",
                Project.root().resolve("scripts/spark/target/spark/jars/*")
                        + File.pathSeparator
                        + Project.root().resolve("night-tests/target/table-readers/*"),
                Project.root()
                        .resolve("night-tests/src/test/resources/ReadTable.java")
                        .toString()));
        command.addAll(words);
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().keySet().removeIf(name -> name.startsWith("AWS_"));
        builder.environment()
                .putAll(Map.of(
                        "AWS_ACCESS_KEY_ID", stack.get("access-key").asText(),
                        "AWS_SECRET_ACCESS_KEY", stack.get("secret-key").asText(),
                        "SPARK_LOCAL_IP", "127.0.0.1"));
        return builder;
    }

    private Map<String, String> settings(JsonNode stack) {
        return Map.ofEntries(
                Map.entry("master", "local[2]"),
                Map.entry("app.name", "reader"),
                Map.entry("driver.host", "127.0.0.1"),
                Map.entry("ui.enabled", "false"),
                Map.entry("sql.shuffle.partitions", "2"),
                Map.entry(
                        "sql.warehouse.dir",
                        night.work().resolve("spark-warehouse").toString()),
                Map.entry("sql.extensions", "io.delta.sql.DeltaSparkSessionExtension"),
                Map.entry("sql.catalog.spark_catalog", "org.apache.spark.sql.delta.catalog.DeltaCatalog"),
                // Iceberg's reader asks this catalog for tables that are given as metadata files.
                Map.entry("sql.catalog.default_iceberg", "org.apache.iceberg.spark.SparkCatalog"),
                Map.entry("sql.catalog.default_iceberg.type", "hadoop"),
                Map.entry("sql.catalog.default_iceberg.warehouse", night.work().toString()),
                Map.entry("hadoop.fs.s3.impl", "org.apache.hadoop.fs.s3a.S3AFileSystem"),
                Map.entry("hadoop.fs.s3a.endpoint", stack.get("s3").asText()),
                Map.entry("hadoop.fs.s3a.endpoint.region", stack.get("region").asText()),
                Map.entry("hadoop.fs.s3a.path.style.access", "true"));
    }
}
