package dev.madrugada.runner;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.madrugada.localstack.LocalStackProcess;
import dev.madrugada.runner.tick.DynaliteProcess;
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
 * The local stack with an emulator of DynamoDB. The test is the state machine, which schedules tasks, and the worker,
 * which does the runs of Glue.
 */
final class StackOfRunner implements AutoCloseable {
    static final String TABLE = "madrugada-claims";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path folder;
    private final LocalStackProcess stack;
    private final DynaliteProcess dynalite = DynaliteProcess.started();
    private final HttpClient http = HttpClient.newHttpClient();

    StackOfRunner() throws IOException {
        this.folder = Files.createTempDirectory(Path.of(System.getProperty("java.io.tmpdir")), "runner");
        this.stack = LocalStackProcess.start(folder);
        System.setProperty("aws.accessKeyId", stack.endpoints().accessKey());
        System.setProperty("aws.secretAccessKey", stack.endpoints().secretKey());
    }

    /** The function's environment. */
    Map<String, String> environment(String activity) {
        Map<String, String> environment = new HashMap<>(stack.endpoints().environment());
        environment.put("AWS_ENDPOINT_URL_DYNAMODB", dynalite.endpoint().toString());
        environment.put("ACTIVITIES", activity);
        environment.put("CLAIMS_TABLE", TABLE);
        return environment;
    }

    /** Schedules a task; the answer has output, or error and cause. */
    CompletableFuture<JsonNode> scheduled(String activity, ObjectNode input, String times) {
        return sent(
                "/_local/activities/tasks?activity=" + URLEncoder.encode(activity, StandardCharsets.UTF_8) + times,
                input.toString());
    }

    /** The next order to the worker. */
    JsonNode order() {
        return sent("/_local/glue/orders", "").join();
    }

    void report(String what, String state, String message) {
        JsonNode answer =
                sent("/_local/glue/" + what + "?state=" + state, message).join();
        if (!answer.isEmpty()) {
            throw new IllegalStateException("refused: " + answer);
        }
    }

    private CompletableFuture<JsonNode> sent(String path, String body) {
        return http.sendAsync(
                        HttpRequest.newBuilder(URI.create(stack.endpoints().aws() + path))
                                .POST(HttpRequest.BodyPublishers.ofString(body))
                                .build(),
                        HttpResponse.BodyHandlers.ofString())
                .thenApply(answer -> json(answer.body()));
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
        dynalite.close();
        stack.close();
    }
}
