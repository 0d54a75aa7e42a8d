package dev.madrugada.night.tests;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;

/**
 * Stands between a process and the local stack, counts the writes of the process, and kills it (-9) before or after one of
 * them. It passes each request on as it is, so signatures stay right. That includes the Host header, which needs the
 * system property {@code jdk.httpclient.allowRestrictedHeaders=host}.
 */
final class KillingProxy implements AutoCloseable {
    private static final Set<String> OF_THE_CONNECTION =
            Set.of("connection", "content-length", "expect", "upgrade", "transfer-encoding", "host");

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final List<HttpServer> servers = new ArrayList<>();
    private final CompletableFuture<Process> process = new CompletableFuture<>();
    private final int killAt;
    private final boolean isWriteDone;
    private final List<String> writes = new ArrayList<>();

    /**
     * Creates a proxy.
     *
     * @param killAt the number of the write, from 0; -1 kills never
     * @param isWriteDone whether the write is done before the kill
     */
    KillingProxy(int killAt, boolean isWriteDone) {
        this.killAt = killAt;
        this.isWriteDone = isWriteDone;
    }

    /** An endpoint that passes requests on to another one. */
    URI before(URI endpoint) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newCachedThreadPool(work -> {
            Thread thread = new Thread(work, "proxy");
            thread.setDaemon(true);
            return thread;
        }));
        server.createContext("/", exchange -> handle(exchange, endpoint));
        server.start();
        servers.add(server);
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** The process to be killed; its first write waits for this call. */
    void watch(Process started) {
        process.complete(started);
    }

    /** The writes that came, the last one being that of the kill. */
    List<String> writes() {
        synchronized (writes) {
            return List.copyOf(writes);
        }
    }

    private void handle(HttpExchange exchange, URI endpoint) throws IOException {
        byte[] body = exchange.getRequestBody().readAllBytes();
        Optional<String> write = write(exchange);
        boolean isLast = write.isPresent() && isLast(write.get());
        if (isLast && !isWriteDone) {
            kill();
            exchange.close();
            return;
        }
        HttpResponse<byte[]> answer = passedOn(exchange, endpoint, body);
        if (isLast) {
            kill();
            exchange.close();
            return;
        }
        answer.headers().map().forEach((name, values) -> {
            if (!OF_THE_CONNECTION.contains(name.toLowerCase(Locale.ROOT))) {
                exchange.getResponseHeaders().put(name, values);
            }
        });
        boolean hasBody = answer.body().length > 0;
        exchange.sendResponseHeaders(answer.statusCode(), hasBody ? answer.body().length : -1);
        if (hasBody) {
            exchange.getResponseBody().write(answer.body());
        }
        exchange.close();
    }

    private boolean isLast(String write) {
        synchronized (writes) {
            if (killAt >= 0 && writes.size() > killAt) {
                return false;
            }
            writes.add(write);
            return writes.size() - 1 == killAt;
        }
    }

    /** Empty if the request only reads. */
    private static Optional<String> write(HttpExchange exchange) {
        String target = exchange.getRequestHeaders().getFirst("X-Amz-Target");
        if (target != null) {
            return target.matches("AWSGlue\\.(Create|Update).*") ? Optional.of(target) : Optional.empty();
        }
        return switch (exchange.getRequestMethod()) {
            case "PUT", "DELETE", "POST" ->
                Optional.of(exchange.getRequestMethod() + " "
                        + exchange.getRequestURI().getPath());
            default -> Optional.empty();
        };
    }

    private void kill() {
        try {
            process.join().destroyForcibly().waitFor();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private HttpResponse<byte[]> passedOn(HttpExchange exchange, URI endpoint, byte[] body) throws IOException {
        String path = exchange.getRequestURI().toString();
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create("http://" + endpoint.getHost() + ":" + endpoint.getPort() + path))
                .method(exchange.getRequestMethod(), HttpRequest.BodyPublishers.ofByteArray(body));
        exchange.getRequestHeaders().forEach((name, values) -> {
            if (!OF_THE_CONNECTION.contains(name.toLowerCase(Locale.ROOT))) {
                values.forEach(value -> request.header(name, value));
            }
        });
        request.header("Host", exchange.getRequestHeaders().getFirst("Host"));
        try {
            return http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IOException(stopped);
        }
    }

    @Override
    public void close() {
        servers.forEach(server -> server.stop(0));
    }
}
