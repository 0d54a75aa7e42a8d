package dev.madrugada.kinesis.stream;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * An HTTP server on loopback that answers GetShardIterator with an iterator, and GetRecords with the bytes and headers
 * that a test prepares.
 */
final class PageServer implements AutoCloseable {

    static final String CBOR = "application/x-amz-cbor-1.1";
    static final String JSON = "application/x-amz-json-1.1";

    /** The answer of GetRecords. The answer lacks the last {@code cutBy} bytes of its Content-Length. */
    static final class Answer {

        private final byte[] body;
        private final Map<String, String> headers;
        private final int cutBy;

        Answer(byte[] body, Map<String, String> headers, int cutBy) {
            this.body = body;
            this.headers = headers;
            this.cutBy = cutBy;
        }

        static Answer cbor(byte[] body) {
            return new Answer(body, Map.of("Content-Type", CBOR), 0);
        }

        Answer with(String header, String value) {
            Map<String, String> more = new HashMap<>(headers);
            more.put(header, value);
            return new Answer(body, more, cutBy);
        }

        Answer breakingOff(int bytes) {
            return new Answer(body, headers, bytes);
        }
    }

    private final HttpServer server;
    private final Set<Integer> connections = new TreeSet<>();
    private volatile Answer answer = Answer.cbor(new byte[] {(byte) 0xA0});

    PageServer() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::handle);
        server.start();
    }

    URI endpoint() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    void answer(Answer next) {
        answer = next;
    }

    /** The number of connections so far. */
    int connections() {
        synchronized (connections) {
            return connections.size();
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void handle(HttpExchange exchange) throws IOException {
        synchronized (connections) {
            connections.add(exchange.getRemoteAddress().getPort());
        }
        exchange.getRequestBody().readAllBytes();
        reply(exchange, isForRecords(exchange) ? answer : iterator(exchange));
    }

    private static boolean isForRecords(HttpExchange exchange) {
        return exchange.getRequestHeaders().getFirst("X-Amz-Target").endsWith(".GetRecords");
    }

    private static Answer iterator(HttpExchange exchange) throws IOException {
        Map<String, Object> iterator = Map.of("ShardIterator", "first");
        return CBOR.equals(exchange.getRequestHeaders().getFirst("Content-Type"))
                ? Answer.cbor(Cbor.write(iterator))
                : new Answer(
                        "{\"ShardIterator\":\"first\"}".getBytes(StandardCharsets.UTF_8),
                        Map.of("Content-Type", JSON),
                        0);
    }

    private static void reply(HttpExchange exchange, Answer answer) throws IOException {
        answer.headers.forEach((name, value) -> exchange.getResponseHeaders().set(name, value));
        exchange.sendResponseHeaders(200, answer.body.length);
        exchange.getResponseBody().write(answer.body, 0, answer.body.length - answer.cutBy);
        exchange.close();
    }
}
