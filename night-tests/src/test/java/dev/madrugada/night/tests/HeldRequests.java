package dev.madrugada.night.tests;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.Assertions;

/** The stack's switch by which publishing requests wait, so that two runs meet at them. */
record HeldRequests(URI stack) {
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final int PATIENCE_SECONDS = 180;

    static HeldRequests of(RunLocal night) throws IOException {
        return new HeldRequests(URI.create(night.stack().get("aws").asText()));
    }

    void puts(String objects) throws IOException, InterruptedException {
        send("POST", "?put=" + URLEncoder.encode(objects, StandardCharsets.UTF_8));
    }

    void commits() throws IOException, InterruptedException {
        send("POST", "?commit=true");
    }

    /** Returns when that many requests are waiting. */
    void await(int waiting) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (send("GET", "").split("\"kind\"", -1).length - 1 < waiting) {
            Assertions.assertThat(System.nanoTime()).isLessThan(deadline);
            TimeUnit.MILLISECONDS.sleep(20);
        }
    }

    void release() throws IOException, InterruptedException {
        send("POST", "/release");
    }

    private String send(String method, String what) throws IOException, InterruptedException {
        HttpResponse<String> answer = HTTP.send(
                HttpRequest.newBuilder(stack.resolve("/_local/holds" + what))
                        .method(method, HttpRequest.BodyPublishers.noBody())
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        Assertions.assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return answer.body();
    }
}
