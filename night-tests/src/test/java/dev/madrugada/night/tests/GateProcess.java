package dev.madrugada.night.tests;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The gate function by itself, as its role, from its fat JAR, in a JVM of its own. */
record GateProcess(Process process, Path result, Path log) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int PATIENCE_MINUTES = 10;

    /** The URIs of the dataset's folder and of the lake. */
    record Night(String dataset, URI lake) {}

    /**
     * Starts it.
     *
     * @param folder for its files
     * @param environment the variables by which it finds the local stack
     * @param night what the gate is about
     */
    static GateProcess start(Path folder, Map<String, String> environment, Night night, String runId)
            throws IOException {
        ObjectNode event = JSON.createObjectNode()
                .put("execution", runId)
                .put("started", "2001-01-02T02:00:00Z")
                .put("attempt", "1");
        event.putObject("input")
                .put("dataset", night.dataset())
                .put("date", "2001-01-01")
                .put("lake", night.lake().toString())
                .put("run-id", runId)
                .put("now", "2001-01-02T02:00:00Z");
        Path given = folder.resolve("gate-" + runId + ".event.json");
        Path result = folder.resolve("gate-" + runId + ".result.json");
        Path log = folder.resolve("gate-" + runId + ".log");
        Files.writeString(given, event.toString());
        ProcessBuilder builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-Xmx512m",
                        "-Duser.timezone=UTC",
                        "-cp",
                        FatJar.NIGHT.path()
                                + File.pathSeparator
                                + Project.root()
                                        .resolve("local-stack/target/classes")
                                        .toAbsolutePath(),
                        "dev.madrugada.localstack.lambda.InvokeHandler",
                        "dev.madrugada.night.GateHandler",
                        given.toString(),
                        result.toString())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        builder.environment().putAll(environment);
        builder.environment().put("AWS_EC2_METADATA_DISABLED", "true");
        return new GateProcess(builder.start(), result, log);
    }

    static GateProcess start(RunLocal night, String dataset, String runId) throws IOException {
        JsonNode stack = night.stack();
        return start(
                Files.createDirectories(night.work().resolve("logs")),
                Map.of(
                        "AWS_ENDPOINT_URL", stack.get("aws").asText(),
                        "AWS_ENDPOINT_URL_S3", stack.get("s3").asText(),
                        "AWS_REGION", stack.get("region").asText(),
                        "AWS_ACCESS_KEY_ID", "madrugada-gate",
                        "AWS_SECRET_ACCESS_KEY", stack.get("secret-key").asText()),
                new Night(dataset, URI.create("s3://madrugada/lake/")),
                runId);
    }

    /** Waits for its end: the gate's message, or the error's. */
    String message() throws IOException, InterruptedException {
        if (!process.waitFor(PATIENCE_MINUTES, TimeUnit.MINUTES)) {
            process.destroyForcibly();
            throw new IOException("the gate did not end; " + Files.readString(log));
        }
        JsonNode answer = JSON.readTree(result.toFile());
        return answer.has("message")
                ? answer.get("message").asText()
                : answer.get("errorMessage").asText();
    }
}
