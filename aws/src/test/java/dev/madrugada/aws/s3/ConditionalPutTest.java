package dev.madrugada.aws.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.madrugada.aws.AwsClients;
import dev.madrugada.aws.AwsObjectStore;
import dev.madrugada.common.error.RetryableException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Tests the handling of S3's responses to concurrent puts with {@code If-None-Match}. */
class ConditionalPutTest {
    private static final URI OBJECT = URI.create("s3://lake/manifest.json");
    private static final String CONFLICT = "409 ConditionalRequestConflict";
    private static final String PRECONDITION = "412 PreconditionFailed";

    private final Queue<String> answers = new ArrayDeque<>();
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final HttpServer server;
    private final AwsObjectStore store;

    ConditionalPutTest() throws IOException {
        System.setProperty("aws.accessKeyId", "local");
        System.setProperty("aws.secretAccessKey", "local");
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
        String endpoint = "http://127.0.0.1:" + server.getAddress().getPort();
        store = new AwsObjectStore(new AwsClients(Map.of("AWS_ENDPOINT_URL_S3", endpoint, "AWS_REGION", "us-east-1")));
    }

    @AfterEach
    void stop() {
        store.close();
        server.stop(0);
        System.clearProperty("aws.accessKeyId");
        System.clearProperty("aws.secretAccessKey");
    }

    @Test
    void retriesAConflict() {
        answers.addAll(List.of(CONFLICT, CONFLICT, "200 OK"));

        assertThat(store.create(OBJECT, new byte[] {1})).isTrue();
        assertThat(requests).containsExactly("PUT *", "PUT *", "PUT *");
    }

    @Test
    void returnsFalseIfTheObjectExistsAfterAConflict() {
        answers.addAll(List.of(CONFLICT, PRECONDITION, "200 OK"));

        assertThat(store.create(OBJECT, new byte[] {1})).isFalse();
        assertThat(requests).containsExactly("PUT *", "PUT *", "GET null");
    }

    @Test
    void reportsAPersistentConflictAsRetryable() {
        answers.addAll(Collections.nCopies(20, CONFLICT));

        assertThatThrownBy(() -> store.create(OBJECT, new byte[] {1}))
                .isInstanceOf(RetryableException.class)
                .hasMessageStartingWith("SinkUnavailable: s3://lake/manifest.json: ");
        assertThat(requests).hasSize(6);
    }

    @Test
    void doesNotRetryOtherConflicts() {
        answers.addAll(List.of("409 InvalidBucketState", "200 OK"));

        assertThatThrownBy(() -> store.create(OBJECT, new byte[] {1})).isInstanceOf(RetryableException.class);
        assertThat(requests).hasSize(1);
    }

    private void answer(HttpExchange exchange) throws IOException {
        exchange.getRequestBody().readAllBytes();
        requests.add(
                exchange.getRequestMethod() + " " + exchange.getRequestHeaders().getFirst("If-None-Match"));
        String answer = answers.isEmpty() ? "500 Empty" : answers.remove();
        int status = Integer.parseInt(answer.substring(0, 3));
        byte[] body = status == 200
                ? new byte[0]
                : ("<Error><Code>" + answer.substring(4) + "</Code><Message>m</Message></Error>")
                        .getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/xml");
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }
}
