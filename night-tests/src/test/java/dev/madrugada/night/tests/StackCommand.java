package dev.madrugada.night.tests;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A call of {@code scripts/madrugada} beside nights, on the lake and the warehouse of a stack that was kept up.
 *
 * @param process replaces the script's shell, so it is the command's own
 * @param log has all that it prints
 */
record StackCommand(Process process, Path log) {
    private static final int PATIENCE_MINUTES = 10;

    /** How a call ended: its exit status and all it printed. */
    record Ended(int status, String output) {}

    static StackCommand start(RunLocal night, String... words) throws IOException {
        JsonNode stack = night.stack();
        List<String> command = new ArrayList<>();
        command.add(Project.root().resolve("scripts/madrugada").toString());
        command.addAll(List.of(words));
        Path log = Files.createTempFile(Files.createDirectories(night.work().resolve("logs")), words[0] + "-", ".log");
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("AWS_") || name.equals("SPARK_HOME"));
        builder.environment()
                .putAll(Map.of(
                        "AWS_ENDPOINT_URL", stack.get("aws").asText(),
                        "AWS_ENDPOINT_URL_S3", stack.get("s3").asText(),
                        "AWS_REGION", stack.get("region").asText(),
                        "AWS_ACCESS_KEY_ID", stack.get("access-key").asText(),
                        "AWS_SECRET_ACCESS_KEY", stack.get("secret-key").asText(),
                        "AWS_EC2_METADATA_DISABLED", "true",
                        "SPARK_DRIVER_MEMORY", "1g"));
        return new StackCommand(builder.start(), log);
    }

    Ended ended() throws IOException, InterruptedException {
        if (!process.waitFor(PATIENCE_MINUTES, TimeUnit.MINUTES)) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
            throw new IOException("the command did not end; it printed: " + Files.readString(log));
        }
        return new Ended(process.exitValue(), Files.readString(log));
    }

    /**
     * Waits until the command has printed a text and runs a stage after it, and kills it (-9). The stage's process goes
     * on by itself, as after any such kill.
     *
     * @return the processes that go on
     */
    List<ProcessHandle> killedAfter(String printed) throws IOException, InterruptedException {
        while (process.isAlive()) {
            List<ProcessHandle> children = process.descendants().toList();
            if (Files.readString(log).contains(printed) && !children.isEmpty()) {
                process.destroyForcibly();
                process.waitFor();
                return children;
            }
            TimeUnit.MILLISECONDS.sleep(10);
        }
        throw new IOException("the command ended before; it printed: " + Files.readString(log));
    }
}
