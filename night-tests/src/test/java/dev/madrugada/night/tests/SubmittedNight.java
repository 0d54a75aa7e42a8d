package dev.madrugada.night.tests;

import static org.assertj.core.api.Assertions.assertThat;

import dev.madrugada.localstack.LocalStackEndpoints;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A night whose jobs a person starts one after the other with {@code scripts/spark-submit.sh}, and whose gate runs in
 * between. The endpoints of its jobs have the host localhost.
 *
 * @param folder for its files
 * @param name of the lake in the bucket, and of its runs
 * @param dataset the URI of the dataset's folder
 * @param spark the variables that choose the cluster
 */
record SubmittedNight(Path folder, String name, String dataset, LocalStackEndpoints stack, Map<String, String> spark) {
    private static final int PATIENCE_MINUTES = 20;

    /** The stages that run on the cluster, in order. */
    static final List<String> ON_THE_CLUSTER = List.of("ingest", "transform", "quality");

    /** Starts a stage; {@link #status} waits for it. */
    Process start(String stage, String... more) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Project.root()
                        .toAbsolutePath()
                        .resolve("scripts/spark-submit.sh")
                        .toString(),
                stage));
        command.addAll(List.of("--dataset", dataset, "--date", SmallDay.DATE, "--lake", lake().toString()));
        command.addAll(List.of("--run-id", name, "--now", "2001-01-02T02:00:00Z"));
        command.addAll(List.of(more));
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log(stage).toFile()));
        builder.environment().keySet().removeIf(name -> name.startsWith("AWS_") || name.startsWith("SPARK_"));
        builder.environment().putAll(environment());
        builder.environment().putAll(spark);
        return builder.start();
    }

    /** Waits for a stage's end and returns its exit status. */
    int status(String stage, Process process) throws IOException, InterruptedException {
        if (!process.waitFor(PATIENCE_MINUTES, TimeUnit.MINUTES)) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
            throw new IOException(stage + " did not end: " + output(stage));
        }
        return process.exitValue();
    }

    /** Runs a stage, which must end well. */
    void run(String stage, String... more) throws IOException, InterruptedException {
        assertThat(status(stage, start(stage, more))).as(() -> output(stage)).isZero();
    }

    /** The process of the driver that a started stage runs; it may not have started yet. */
    static Stream<ProcessHandle> driver(Process stage) {
        return stage.descendants()
                .filter(child -> child.info().commandLine().orElse("").contains("org.apache.spark.deploy.SparkSubmit"));
    }

    /** Publishes and loads what the jobs on the cluster have made. The load replaces the day. */
    void gateAndLoad() throws IOException, InterruptedException {
        GateProcess gate =
                GateProcess.start(folder, environment(), new GateProcess.Night(dataset, lake()), name + "-gate");
        assertThat(gate.message()).contains("1 partitions are published");
        run(
                "load",
                "--force",
                "true",
                "--warehouse-secret",
                stack.warehouseSecret(),
                "--copy-role",
                "arn:aws:iam::000000000000:role/copy");
    }

    String output(String stage) {
        try {
            return Files.readString(log(stage));
        } catch (IOException none) {
            return stage + " has no log: " + none;
        }
    }

    private URI lake() {
        return URI.create("s3://madrugada/" + name + "/");
    }

    private Path log(String stage) {
        return folder.resolve(name + "-" + stage + ".log");
    }

    private Map<String, String> environment() {
        Map<String, String> environment = new HashMap<>(stack.environment());
        environment.replaceAll((variable, value) ->
                variable.startsWith("AWS_ENDPOINT_URL") ? value.replace("127.0.0.1", "localhost") : value);
        environment.put("AWS_EC2_METADATA_DISABLED", "true");
        environment.put("SPARK_DRIVER_MEMORY", "1g");
        environment.put("SPARK_SUBMIT_OPTS", "-XX:TieredStopAtLevel=1");
        return environment;
    }
}
