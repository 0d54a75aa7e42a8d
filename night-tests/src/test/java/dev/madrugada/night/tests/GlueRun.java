package dev.madrugada.night.tests;

import dev.madrugada.common.spark.GlueDouble;
import dev.madrugada.localstack.LocalStackEndpoints;
import java.io.File;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Starts jobs as Glue does: in a JVM of their own, Glue's classes and JARs first on the classpath and the job's last,
 * Glue's own arguments around the job's. The order and the system property are those of a driver's command line seen in
 * toryas/serverless-glue#52, the arguments those of a log line in apache/hudi#5291.
 *
 * @param folder where runs leave what they say
 * @param glue classes and JARs, in order
 */
record GlueRun(Path folder, List<Path> glue, LocalStackEndpoints endpoints) {
    private static final int PATIENCE_SECONDS = 180;

    /**
     * How a run ended.
     *
     * @param console its standard output and error
     * @param calls of Glue's Job, in order
     * @param loaded each class that was loaded and where from
     */
    record Ended(int status, String console, List<String> calls, List<String> loaded) {
        /** The classes of this package, or this class, that were loaded. */
        List<String> loaded(String prefix) {
            return loaded.stream().filter(line -> line.startsWith(prefix)).toList();
        }
    }

    static GlueRun in(Path folder, LocalStackEndpoints endpoints) throws IOException {
        GlueClasspath classpath = GlueClasspath.read();
        Path classes = Files.createDirectories(folder.resolve("glue-classes"));
        GlueDouble.compile(classes, joined(classpath.jars().stream()));
        return new GlueRun(
                folder,
                Stream.concat(Stream.of(classes), classpath.jars().stream()).toList(),
                endpoints);
    }

    Ended run(String name, FatJar job, List<String> arguments) throws IOException, InterruptedException {
        Path console = folder.resolve(name + ".log");
        Path calls = folder.resolve(name + ".calls");
        Path loaded = folder.resolve(name + ".classes");
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options(name, calls, loaded));
        command.add("-cp");
        command.add(joined(Stream.concat(glue.stream(), Stream.of(job.path()))));
        command.add(job.main);
        command.addAll(List.of("--enable-glue-datacatalog", "true", "--job-bookmark-option", "job-bookmark-disable"));
        command.addAll(List.of("--TempDir", "s3://madrugada/temporary/", "--job-language", "scala"));
        command.addAll(
                List.of("--extra-jars", "s3://madrugada/jars/" + job.path().getFileName()));
        command.addAll(arguments);
        command.addAll(List.of("--class", job.main, "--JOB_ID", "j_0123456789abcdef", "--enable-metrics", "true"));
        command.addAll(List.of("--conf", "spark.sql.shuffle.partitions=2 --conf spark.ui.enabled=false"));
        command.addAll(List.of("--enable-job-insights", "true", "--enable-spark-ui", "false"));
        command.addAll(List.of("--JOB_RUN_ID", "jr_" + name, "--scriptLocation", "s3://madrugada/placeholder.scala"));
        command.addAll(List.of("--JOB_NAME", "madrugada-" + name));
        Process process = started(command, console);
        if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new IOException(name + " did not end; its console: " + Files.readString(console));
        }
        return new Ended(process.exitValue(), Files.readString(console), lines(calls), Files.readAllLines(loaded));
    }

    private Process started(List<String> command, Path console) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(console.toFile());
        Map<String, String> environment = builder.environment();
        environment.keySet().removeIf(variable -> variable.matches("(AWS|MADRUGADA)_.*"));
        environment.putAll(endpoints.environment());
        environment.put("AWS_EC2_METADATA_DISABLED", "true");
        return builder.start();
    }

    private List<String> options(String name, Path calls, Path loaded) {
        List<String> options = new ArrayList<>(ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(option -> option.startsWith("--add-opens"))
                .toList());
        options.addAll(List.of("-Xmx1g", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
        options.add("-Xlog:class+load:file=" + loaded + ":none:filecount=0");
        options.add("-Djava.io.tmpdir=" + System.getProperty("java.io.tmpdir"));
        options.add("-Dlog4j2.configurationFile="
                + Project.root().resolve("scripts/log4j2.properties").toUri());
        Map<String, String> properties = Map.ofEntries(
                Map.entry(GlueDouble.CALLS, calls.toString()),
                Map.entry("spark.glue.JOB_NAME", "madrugada-" + name),
                Map.entry("spark.app.name", "madrugada-" + name),
                Map.entry("spark.master", "local[2]"),
                Map.entry("spark.driver.host", "127.0.0.1"),
                Map.entry("spark.driver.bindAddress", "127.0.0.1"),
                Map.entry("spark.ui.enabled", "false"),
                Map.entry("spark.sql.shuffle.partitions", "2"),
                Map.entry("spark.hadoop.fs.s3.impl", "org.apache.hadoop.fs.s3a.S3AFileSystem"),
                Map.entry("spark.hadoop.fs.AbstractFileSystem.s3.impl", "org.apache.hadoop.fs.s3a.S3A"),
                Map.entry("spark.hadoop.fs.s3a.endpoint", endpoints.s3().toString()),
                Map.entry("spark.hadoop.fs.s3a.endpoint.region", endpoints.region()),
                Map.entry("spark.hadoop.fs.s3a.path.style.access", "true"));
        properties.forEach((key, value) -> options.add("-D" + key + "=" + value));
        return options;
    }

    private static String joined(Stream<Path> classpath) {
        return classpath.map(Path::toString).collect(Collectors.joining(File.pathSeparator));
    }

    private static List<String> lines(Path file) throws IOException {
        return Files.exists(file) ? Files.readAllLines(file) : List.of();
    }
}
