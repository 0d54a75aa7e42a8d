package dev.madrugada.kinesis.stream;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/**
 * Serves an {@link InMemoryStream} to the AWS SDK over HTTP on loopback, in the SDK's CBOR. ListShards returns one
 * shard a page. The server answers one call at a time.
 */
public final class LoopbackKinesis implements AutoCloseable {

    private static final String CBOR = "application/x-amz-cbor-1.1";

    /** An entry in the queue of errors that means: answer this call normally. */
    private static final String NO_ERROR = "";

    private final InMemoryStream stream;
    private final Queue<String> errors = new ConcurrentLinkedQueue<>();
    private final Map<String, Queue<String>> errorsByAction = new ConcurrentHashMap<>();
    private final CountDownLatch holding = new CountDownLatch(1);
    private final CountDownLatch released = new CountDownLatch(1);
    private volatile boolean hanging;
    private final HttpServer server;
    private final ExecutorService thread = Executors.newSingleThreadExecutor();

    public LoopbackKinesis(InMemoryStream stream) throws IOException {
        this.stream = stream;
        this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::handle);
        server.setExecutor(thread);
        server.start();
    }

    public String endpoint() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** Answers the next call with this error. Repeated calls queue further errors. */
    public void failNextCall(String error) {
        errors.add(error);
    }

    /** Answers the next call of an action with this error. Repeated calls queue further errors. */
    public void failNextCall(String action, String error) {
        errorsByAction
                .computeIfAbsent(action, any -> new ConcurrentLinkedQueue<>())
                .add(error);
    }

    /** Answers {@code answered} calls of an action normally and the following one with this error. */
    public void failAfter(String action, int answered, String error) {
        for (int call = 0; call < answered; call++) {
            failNextCall(action, NO_ERROR);
        }
        failNextCall(action, error);
    }

    /** From now on, holds every call without an answer. */
    public void hang() {
        hanging = true;
    }

    /** Waits until a call is held. */
    public void awaitHanging() {
        try {
            holding.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        released.countDown();
        server.stop(0);
        thread.shutdown();
    }

    private void handle(HttpExchange exchange) throws IOException {
        String target = exchange.getRequestHeaders().getFirst("X-Amz-Target");
        String action = target.substring(target.indexOf('.') + 1);
        Map<String, Object> request = Cbor.read(exchange.getRequestBody().readAllBytes());
        if (hanging) {
            holding.countDown();
            await(released);
        }
        String error = nextError(action);
        if (error != null) {
            reply(exchange, error.equals("InternalFailure") ? 500 : 400, error(error));
            return;
        }
        try {
            reply(exchange, 200, answer(action, request));
        } catch (NoSuchElementException e) {
            reply(exchange, 400, error("ResourceNotFoundException"));
        } catch (RuntimeException e) {
            reply(exchange, 500, error("InternalFailure"));
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private @Nullable String nextError(String action) {
        Queue<String> ofAction = errorsByAction.get(action);
        String error = ofAction == null ? null : ofAction.poll();
        if (NO_ERROR.equals(error)) {
            return null;
        }
        return error == null ? errors.poll() : error;
    }

    private Map<String, Object> answer(String action, Map<String, Object> request) {
        return switch (action) {
            case "DescribeStreamSummary" ->
                Map.of(
                        "StreamDescriptionSummary",
                        Map.of(
                                "RetentionPeriodHours",
                                stream.summary().retention().toHours(),
                                "StreamARN",
                                stream.summary().arn(),
                                "StreamCreationTimestamp",
                                stream.summary().created()));
            case "ListShards" -> shards(request);
            case "GetShardIterator" -> Map.of("ShardIterator", iterator(request));
            case "GetRecords" -> records(stream.page(text(request, "ShardIterator"), limit(request)));
            default -> throw new IllegalArgumentException(action);
        };
    }

    private String iterator(Map<String, Object> request) {
        String shard = text(request, "ShardId");
        if (text(request, "ShardIteratorType").equals("AFTER_SEQUENCE_NUMBER")) {
            return stream.iteratorAfter(shard, text(request, "StartingSequenceNumber"));
        }
        String iterator = stream.iteratorAt(shard, Instant.ofEpochMilli(number(request.get("Timestamp"))));
        if (iterator == null) {
            throw new NoSuchElementException(shard);
        }
        return iterator;
    }

    private static int limit(Map<String, Object> request) {
        return request.get("Limit") instanceof Number limit ? limit.intValue() : 10_000;
    }

    /** The NextToken contains the timestamp of the filter and the index of the next shard. */
    private Map<String, Object> shards(Map<String, Object> request) {
        long from = 0;
        int index = 0;
        if (request.get("NextToken") instanceof String token) {
            from = Long.parseLong(token.substring(0, token.indexOf('/')));
            index = Integer.parseInt(token.substring(token.indexOf('/') + 1));
        } else if (request.get("ShardFilter") instanceof Map<?, ?> filter) {
            from = number(filter.get("Timestamp"));
        }
        List<StreamShard> all = stream.shardsSince(Instant.ofEpochMilli(from));
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put(
                "Shards",
                all.isEmpty()
                        ? List.of()
                        : List.of(Map.of("ShardId", all.get(index).id())));
        if (index + 1 < all.size()) {
            answer.put("NextToken", from + "/" + (index + 1));
        }
        return answer;
    }

    private static Map<String, Object> records(IteratedPage answered) {
        ShardPage page = answered.page();
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("MillisBehindLatest", page.millisBehindLatest());
        answer.put(
                "Records",
                page.records().stream()
                        .map(record -> Map.<String, Object>of(
                                "SequenceNumber", record.sequenceNumber(),
                                "PartitionKey", record.partitionKey(),
                                "ApproximateArrivalTimestamp", record.arrivedAt(),
                                "Data", record.payload()))
                        .toList());
        if (answered.nextIterator() != null) {
            answer.put("NextShardIterator", answered.nextIterator());
        }
        return answer;
    }

    private static Map<String, Object> error(String type) {
        return Map.of("__type", type, "message", "error of the test");
    }

    private static void reply(HttpExchange exchange, int status, Map<String, Object> body) throws IOException {
        byte[] bytes = Cbor.write(body);
        exchange.getResponseHeaders().set("Content-Type", CBOR);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private static String text(Map<String, Object> request, String member) {
        return String.valueOf(request.get(member));
    }

    private static long number(@Nullable Object value) {
        if (value instanceof Number number) {
            return number.longValue();
        }
        throw new IllegalArgumentException("not a number: " + value);
    }
}
