package dev.madrugada.benchmarks.ingest;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.launcher.JavaModuleOptions;

/** The programs to measure. Each runs in a process of its own. */
enum Contender {
    SPARK("kinesis-batch", "SparkRead"),
    BARE_LOOP("bare SDK loop", "BareLoop"),
    SMALL_PAGES_LOOP("bare SDK loop, small pages", "SmallPagesLoop"),
    RAW_DRAIN("raw drain", "RawDrain");

    private final String title;
    private final String main;

    Contender(String title, String main) {
        this.title = title;
        this.main = Contender.class.getPackageName() + "." + main;
    }

    /**
     * The limits of a measured process.
     *
     * @param cores the cores that the process may use; empty for all cores
     */
    record Limits(String heap, List<Integer> cores) {}

    String title() {
        return title;
    }

    /** Runs the program and waits for its end. */
    Measurement run(Path root, ReadRequest request, Limits limits) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(command(root, request, limits))
                .redirectError(ProcessBuilder.Redirect.appendTo(
                        root.resolve("benchmarks/target/ingest.log").toFile()));
        builder.environment().put("AWS_ACCESS_KEY_ID", "local-stack");
        builder.environment().put("AWS_SECRET_ACCESS_KEY", "local-stack");
        builder.environment().put("SPARK_LOCAL_IP", "127.0.0.1");
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IOException(title + " ended with " + process.exitValue() + "; see benchmarks/target/ingest.log");
        }
        List<String> lines = output.lines().toList();
        return Measurement.parse(lines.get(lines.size() - 1));
    }

    private List<String> command(Path root, ReadRequest request, Limits limits) {
        List<String> command = new ArrayList<>(Cores.pinned(limits.cores()));
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-Xmx" + limits.heap());
        if (!limits.cores().isEmpty()) {
            command.add("-XX:ActiveProcessorCount=" + limits.cores().size());
        }
        command.addAll(List.of(JavaModuleOptions.defaultModuleOptions().split(" ")));
        command.addAll(List.of("-Duser.timezone=UTC", "-cp", classPath(root), main, request.encoded()));
        return command;
    }

    private static String classPath(Path root) {
        Path target = root.resolve("benchmarks/target");
        return String.join(
                File.pathSeparator,
                target.resolve("classes").toString(),
                target.resolve("lib") + File.separator + "*",
                root.resolve("scripts/spark/target/spark/jars") + File.separator + "*");
    }
}
