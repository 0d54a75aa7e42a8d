package dev.madrugada.benchmarks.process;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.spark.launcher.JavaModuleOptions;

/**
 * A JVM of its own for a main class of this module, with Spark's JARs and with this module's libraries.
 *
 * @param root the project's root
 * @param log the file to which the process's standard error is appended
 * @param prefix a command that starts the JVM with properties of the operating system; may be empty
 * @param options of the JVM
 * @param environment variables that are added to this process's own
 */
public record BenchmarkJvm(
        Path root, Path log, List<String> prefix, List<String> options, Map<String, String> environment) {
    public BenchmarkJvm {
        prefix = List.copyOf(prefix);
        options = List.copyOf(options);
        environment = Map.copyOf(environment);
    }

    /**
     * The end of a process that succeeded.
     *
     * @param result the last line of its standard output
     * @param seconds from the start of the process to its end
     */
    public record Ended(String result, double seconds) {}

    /** Runs the main class and waits for its end. */
    public Ended run(String main, String... arguments) throws IOException, InterruptedException {
        Stopwatch watch = Stopwatch.started();
        Process process = builder(main, arguments).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        int status = process.waitFor();
        double seconds = watch.seconds();
        if (status != 0) {
            throw new IOException(main + " ended with " + status + "; see " + root.relativize(log));
        }
        List<String> lines = output.lines().toList();
        return new Ended(lines.isEmpty() ? "" : lines.get(lines.size() - 1), seconds);
    }

    /** Starts the main class. Its output goes to the log. */
    public Process start(String main, String... arguments) throws IOException {
        return builder(main, arguments)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
    }

    private ProcessBuilder builder(String main, String... arguments) {
        List<String> command = new ArrayList<>(prefix);
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(JavaModuleOptions.defaultModuleOptions().split(" ")));
        command.add("-Duser.timezone=UTC");
        command.addAll(options);
        command.addAll(
                List.of("-cp", classPath() + File.pathSeparator + sparkHome().resolve("jars") + "/*", main));
        command.addAll(List.of(arguments));
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().put("SPARK_LOCAL_IP", "127.0.0.1");
        builder.environment().putAll(environment);
        return builder;
    }

    /** The folder of the Spark that scripts/spark assembles. */
    public Path sparkHome() {
        return root.resolve("scripts/spark/target/spark");
    }

    /** The class path of the measured programs, apart from Spark. */
    public String classPath() {
        Path target = root.resolve("benchmarks/target");
        return target.resolve("classes") + File.pathSeparator + target.resolve("lib") + "/*";
    }
}
