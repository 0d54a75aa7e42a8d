package dev.madrugada.runner;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.madrugada.localstack.LocalStackProcess;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

/**
 * The local stack with its DynamoDB. The test is the state machine, which schedules tasks, and the worker, which does
 * the runs of Glue.
 */
public final class StackOfRunner implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path folder;
    private final LocalStackProcess stack;
    private final String dynamoDb;
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    public StackOfRunner() throws IOException {
        this.folder = Files.createTempDirectory(Path.of(System.getProperty("java.io.tmpdir")), "runner");
        this.stack = LocalStackProcess.start(folder);
        this.dynamoDb =
                sent("POST", "/_local/dynamodb", "").join().path("endpoint").asText();
        System.setProperty("aws.accessKeyId", stack.endpoints().accessKey());
        System.setProperty("aws.secretAccessKey", stack.endpoints().secretKey());
    }

    /** The function's environment. */
    public Map<String, String> environment(String activity) {
        Map<String, String> environment = new HashMap<>(stack.endpoints().environment());
        environment.put("AWS_ENDPOINT_URL_DYNAMODB", dynamoDb);
        environment.put("ACTIVITIES", activity);
        environment.put("CLAIMS_TABLE", ClaimsTable.NAME);
        return environment;
    }

    /** Schedules a task; the answer has output, or error and cause. */
    CompletableFuture<JsonNode> scheduled(String activity, ObjectNode input, String times) {
        return sent(
                "POST",
                "/_local/activities/tasks?activity=" + URLEncoder.encode(activity, StandardCharsets.UTF_8) + times,
                input.toString());
    }

    /** The next order to the worker. */
    JsonNode order() {
        return sent("POST", "/_local/glue/orders", "").join();
    }

    public void report(String what, String state, String message) {
        JsonNode answer = admin("POST", "glue/" + what + "?state=" + state, message);
        if (!answer.isEmpty()) {
            throw new IllegalStateException("refused: " + answer);
        }
    }

    /** Sends a request to an admin path of the stack. */
    public JsonNode admin(String method, String path, String body) {
        return sent(method, "/_local/" + path, body).join();
    }

    private CompletableFuture<JsonNode> sent(String method, String path, String body) {
        return http.sendAsync(
                        HttpRequest.newBuilder(URI.create(stack.endpoints().aws() + path))
                                .method(method, HttpRequest.BodyPublishers.ofString(body))
                                .build(),
                        HttpResponse.BodyHandlers.ofString())
                .thenApply(StackOfRunner::accepted);
    }

    private static JsonNode accepted(HttpResponse<String> answer) {
        if (answer.statusCode() != 200) {
            throw new IllegalStateException("the local stack refused " + answer.uri() + ": " + answer.body());
        }
        return json(answer.body());
    }

    static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (IOException noJson) {
            throw new IllegalStateException(text, noJson);
        }
    }

    List<JsonNode> mails() throws IOException {
        List<JsonNode> mails = new ArrayList<>();
        try (Stream<Path> outbox = Files.list(folder.resolve("outbox"))) {
            for (Path file : outbox.filter(each -> each.toString().endsWith("-mail.json"))
                    .sorted()
                    .toList()) {
                mails.add(json(Files.readString(file)));
            }
        }
        return mails;
    }

    @Override
    public void close() {
        stack.close();
    }
}
