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
 * stopped is stopped. It has at most one flaw.
 */
final class GlueWorker {
    static final String MESSAGE = "Exception in User Class: dev.madrugada.common.error.TerminalException :"
            + " InvalidArguments: arguments: --dataset is missing; it is required; add it";

    /** What is wrong with the runs. */
    enum Flaw {
        NONE,
        HIDES_MESSAGES,
        FIRST_RUN_HANGS,
        IGNORES_STOPS,
        ENDS_BY_ITSELF
    }

    private final HttpClient http = HttpClient.newHttpClient();
    private final ObjectMapper json = new ObjectMapper();
    private final URI stack;
    private final Flaw flaw;
    private final Thread thread;

    GlueWorker(URI stack, Flaw flaw) {
        this.stack = stack;
        this.flaw = flaw;
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
                    if (flaw != Flaw.IGNORES_STOPS) {
                        post(run + (flaw == Flaw.ENDS_BY_ITSELF ? "?state=FAILED" : "?state=STOPPED"), "");
                    }
                } else if (order.path("order").asText().equals("start-run") && isFirst) {
                    if (flaw != Flaw.FIRST_RUN_HANGS) {
                        post(run + "?state=FAILED", flaw == Flaw.HIDES_MESSAGES ? "Error Category: OTHER" : MESSAGE);
                    }
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
