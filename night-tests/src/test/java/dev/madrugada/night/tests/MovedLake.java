package dev.madrugada.night.tests;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A copy of a night's lake at another place, and single stages of the same night on it, against the stack that the night
 * kept up.
 *
 * @param uri the copy's root
 */
record MovedLake(RunLocal night, URI uri) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String DATASET = "s3://madrugada/datasets/flights/";
    private static final int PATIENCE_MINUTES = 3;

    static MovedLake inBucket(RunLocal night, String bucket) throws IOException {
        copy(night.lake(""), night.work().resolve("stack/s3").resolve(bucket).resolve("copy"));
        return new MovedLake(night, URI.create("s3://" + bucket + "/copy/"));
    }

    static MovedLake onFiles(RunLocal night) throws IOException {
        Path folder = night.work().resolve("a copy");
        copy(night.lake(""), folder);
        return new MovedLake(night, folder.toUri());
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> all = Files.walk(from)) {
            for (Path each : all.toList()) {
                Path target = to.resolve(from.relativize(each).toString());
                if (Files.isDirectory(each)) {
                    Files.createDirectories(target);
                } else {
                    Files.copy(each, target);
                }
            }
        }
    }

    /** Runs a job of the night of a day. */
    SparkSubmit.Ended job(String stage, String date) throws IOException, InterruptedException {
        List<String> words = new ArrayList<>(List.of(stage));
        words.addAll(List.of("--dataset", DATASET, "--date", date, "--lake", uri.toString(), "--run-id", "moved"));
        if (stage.equals("load")) {
            words.addAll(List.of(
                    "--warehouse-secret", night.stack().get("warehouse-secret").asText()));
            words.addAll(List.of("--copy-role", "arn:aws:iam::000000000000:role/copy"));
        }
        Path log = night.work().resolve("logs/" + uri.getScheme() + "-" + stage + ".log");
        return new SparkSubmit(environment(), log).run(words.toArray(String[]::new));
    }

    /** Runs the gate; its message, or its error's. */
    String gate(String runId) throws IOException, InterruptedException {
        return GateProcess.start(
                        Files.createDirectories(night.work().resolve("logs")),
                        environment(),
                        new GateProcess.Night(DATASET, uri),
                        runId)
                .message();
    }

    /** Runs {@code scripts/madrugada register} for this lake. */
    SparkSubmit.Ended register() throws IOException, InterruptedException {
        Path log = night.work().resolve("logs/register.log");
        ProcessBuilder builder = new ProcessBuilder(
                        Project.root().resolve("scripts/madrugada").toString(),
                        "register",
                        "--dataset",
                        DATASET,
                        "--lake",
                        uri.toString())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("AWS_"));
        builder.environment().putAll(environment());
        Process process = builder.start();
        if (!process.waitFor(PATIENCE_MINUTES, TimeUnit.MINUTES)) {
            process.destroy();
            throw new IOException("register did not end: " + Files.readString(log));
        }
        return new SparkSubmit.Ended(process.exitValue(), Files.readString(log));
    }

    /** The location of a partition of the flights in the stack's catalog. */
    String partitionLocation(String day) throws IOException, InterruptedException {
        return catalog(
                        "GetPartition",
                        "{\"DatabaseName\":\"madrugada\",\"TableName\":\"flights\",\"PartitionValues\":[\"" + day
                                + "\"]}")
                .at("/Partition/StorageDescriptor/Location")
                .asText();
    }

    /** The flights' table in the stack's catalog. */
    JsonNode table() throws IOException, InterruptedException {
        return catalog("GetTable", "{\"DatabaseName\":\"madrugada\",\"Name\":\"flights\"}")
                .path("Table");
    }

    private JsonNode catalog(String action, String body) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create(night.stack().get("aws").asText()))
                .header("Content-Type", "application/x-amz-json-1.1")
                .header("X-Amz-Target", "AWSGlue." + action)
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        return JSON.readTree(HttpClient.newHttpClient()
                .send(request, HttpResponse.BodyHandlers.ofString())
                .body());
    }

    private Map<String, String> environment() throws IOException {
        JsonNode stack = night.stack();
        Map<String, String> environment = new HashMap<>();
        environment.put("AWS_ENDPOINT_URL", stack.get("aws").asText());
        environment.put("AWS_ENDPOINT_URL_S3", stack.get("s3").asText());
        environment.put("AWS_REGION", stack.get("region").asText());
        environment.put("AWS_ACCESS_KEY_ID", stack.get("access-key").asText());
        environment.put("AWS_SECRET_ACCESS_KEY", stack.get("secret-key").asText());
        return environment;
    }
}
