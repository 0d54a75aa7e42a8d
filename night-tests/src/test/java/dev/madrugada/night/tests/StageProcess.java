package dev.madrugada.night.tests;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** One stage by itself, as its role, through spark-submit, on the lake and the warehouse of a stack that was kept up. */
record StageProcess(Process process, Path log) {
    private static final int PATIENCE_MINUTES = 5;

    static StageProcess start(RunLocal night, String stage, String runId, String... more) throws IOException {
        JsonNode stack = night.stack();
        List<String> command = new ArrayList<>(List.of(
                Project.root()
                        .toAbsolutePath()
                        .resolve("scripts/spark-submit.sh")
                        .toString(),
                stage));
        command.addAll(List.of("--date", "2001-01-01", "--lake", "s3://madrugada/lake/", "--run-id", runId));
        command.addAll(List.of("--now", "2001-01-02T02:00:00Z"));
        command.addAll(List.of(more));
        Path log = Files.createDirectories(night.work().resolve("logs")).resolve(runId + ".log");
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
        builder.environment()
                .putAll(Map.of(
                        "AWS_ENDPOINT_URL", stack.get("aws").asText(),
                        "AWS_ENDPOINT_URL_S3", stack.get("s3").asText(),
                        "AWS_REGION", stack.get("region").asText(),
                        "AWS_ACCESS_KEY_ID", "madrugada-" + stage,
                        "AWS_SECRET_ACCESS_KEY", stack.get("secret-key").asText(),
                        "AWS_EC2_METADATA_DISABLED", "true",
                        "SPARK_DRIVER_MEMORY", "1g"));
        return new StageProcess(builder.start(), log);
    }

    /** Waits for the process to end and returns its exit status. */
    int status() throws IOException, InterruptedException {
        if (!process.waitFor(PATIENCE_MINUTES, TimeUnit.MINUTES)) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            throw new IOException("the stage did not end; " + output());
        }
        return process.exitValue();
    }

    String output() throws IOException {
        return Files.readString(log);
    }
}
