package dev.madrugada.cli.doctor;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

/**
 * Does the runs of the local stack's Glue jobs: the first run fails as a job without arguments does, and a run that is
 * stopped is stopped.
 */
final class GlueWorker {
    static final String MESSAGE = "Exception in User Class: dev.madrugada.common.error.TerminalException :"
            + " InvalidArguments: arguments: --dataset is missing; it is required; add it";

    private final HttpClient http = HttpClient.newHttpClient();
    private final ObjectMapper json = new ObjectMapper();
    private final URI stack;
    private final Thread thread;

    GlueWorker(URI stack) {
        this.stack = stack;
        this.thread = new Thread(this::work, "glue-worker");
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    private void work() {
        try {
            boolean isFirst = true;
            while (!Thread.currentThread().isInterrupted()) {
                JsonNode order = json.readTree(post("/_local/glue/orders", ""));
                String run = "/_local/glue/runs/" + order.path("Id").asText();
                if (order.path("order").asText().equals("stop-run")) {
                    post(run + "?state=STOPPED", "");
                } else if (order.path("order").asText().equals("start-run") && isFirst) {
                    post(run + "?state=FAILED", MESSAGE);
                    isFirst = false;
                }
            }
        } catch (IOException stopped) {
            // The stack has stopped.
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        }
    }

    private String post(String path, String body) throws IOException, InterruptedException {
        return http.send(
                        HttpRequest.newBuilder(stack.resolve(path))
                                .POST(HttpRequest.BodyPublishers.ofString(body))
                                .build(),
                        HttpResponse.BodyHandlers.ofString())
                .body();
    }

    void close() {
        thread.interrupt();
    }
}
