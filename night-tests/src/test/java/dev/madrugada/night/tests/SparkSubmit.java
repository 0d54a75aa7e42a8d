package dev.madrugada.night.tests;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A call of {@code scripts/spark-submit.sh} by hand.
 *
 * @param environment the variables beside those of this process, from which the variables of AWS and Spark are removed
 * @param console the file that receives the call's output
 */
record SparkSubmit(Map<String, String> environment, Path console) {
    private static final int PATIENCE_MINUTES = 5;

    /** How a call ended: its exit status and all it printed. */
    record Ended(int status, String output) {}

    Ended run(String... words) throws IOException, InterruptedException {
        List<String> command = Stream.concat(
                        Stream.of(Project.root()
                                .resolve("scripts/spark-submit.sh")
                                .toString()),
                        Stream.of(words))
                .toList();
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(console.toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("AWS_") || name.startsWith("SPARK_"));
        builder.environment().putAll(environment);
        Process process = builder.start();
        if (!process.waitFor(PATIENCE_MINUTES, TimeUnit.MINUTES)) {
            process.destroy();
            throw new IOException("spark-submit did not end: " + Files.readString(console));
        }
        return new Ended(process.exitValue(), Files.readString(console));
    }
}
