package dev.madrugada.localstack.http;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The HTTP server of all AWS services except S3. It listens on a free port of 127.0.0.1 and does not check signatures.
 */
public final class AwsHttpServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(AwsHttpServer.class);

    private final HttpServer server;
    private final ExecutorService threads;
    private final List<Service> services;

    private AwsHttpServer(HttpServer server, ExecutorService threads, List<Service> services) {
        this.server = server;
        this.threads = threads;
        this.services = services;
    }

    public static AwsHttpServer start(List<Service> services) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 128);
        ExecutorService threads = Executors.newCachedThreadPool(task -> {
            Thread thread = new Thread(task, "aws-http");
            thread.setDaemon(true);
            return thread;
        });
        AwsHttpServer httpServer = new AwsHttpServer(server, threads, List.copyOf(services));
        server.setExecutor(threads);
        server.createContext("/", httpServer::handle);
        server.start();
        return httpServer;
    }

    public URI endpoint() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            AwsResponse response = answer(AwsRequest.of(exchange));
            exchange.getResponseHeaders().set("Content-Type", response.contentType());
            exchange.getResponseHeaders()
                    .set("x-amzn-RequestId", UUID.randomUUID().toString());
            long length = response.body().length() == 0 ? -1 : response.body().length();
            exchange.sendResponseHeaders(response.status(), length);
            if (length > 0) {
                response.body().writeTo(exchange.getResponseBody());
            }
        }
    }

    private AwsResponse answer(AwsRequest request) throws IOException {
        try {
            for (Service service : services) {
                if (service.accepts(request)) {
                    AwsResponse response = service.answer(request);
                    if (response.status() >= 400) {
                        LOG.info("{} answered {}", described(request), response.status());
                    }
                    return response;
                }
            }
            LOG.warn("no service for {}", described(request));
            return Encoding.of(request)
                    .error(
                            400,
                            new ServiceException(
                                    "UnknownOperationException",
                                    "the local stack has no service for " + described(request)));
        } catch (ServiceException e) {
            LOG.info("{} refused: {}", described(request), e.getMessage());
            return Encoding.of(request).error(400, e);
        } catch (IOException | RuntimeException e) {
            LOG.error("{} failed", described(request), e);
            return Encoding.of(request).error(500, new ServiceException("InternalFailure", e.toString()));
        }
    }

    private static String described(AwsRequest request) {
        String target = request.header("x-amz-target");
        return target.isEmpty() ? request.method() + " " + request.path() : target;
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
