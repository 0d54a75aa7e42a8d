package dev.madrugada.localstack.kafka;

import dev.madrugada.localstack.http.AwsRequest;
import dev.madrugada.localstack.http.AwsResponse;
import dev.madrugada.localstack.http.Query;
import dev.madrugada.localstack.http.Service;
import dev.madrugada.localstack.http.ServiceException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Admin paths of the stack's broker, which starts with the first request. {@code POST /_local/kafka} answers its address.
 * {@code POST /_local/kafka/{topic}/preload?from=&timestamp=log-append|create&payload=plain|base64} puts the lines of
 * the body into the topic, as the records of the day that begins {@code from}, see {@link TopicFill}. Each line has the record's time in epoch milliseconds, a blank, and the value.
 */
public final class LocalKafka implements Service, AutoCloseable {
    private static final String PREFIX = "/_local/kafka";
    private static final Pattern PRELOAD = Pattern.compile(PREFIX + "/([a-zA-Z0-9._-]{1,249})/preload");

    private final Path folder;
    private @Nullable LocalKafkaProcess broker;

    /** @param folder the broker's state */
    public LocalKafka(Path folder) {
        this.folder = folder;
    }

    @Override
    public boolean accepts(AwsRequest request) {
        return request.path().equals(PREFIX) || request.path().startsWith(PREFIX + "/");
    }

    @Override
    public AwsResponse answer(AwsRequest request) throws IOException, ServiceException {
        Matcher preload = PRELOAD.matcher(request.path());
        if (!request.method().equals("POST")) {
            throw ServiceException.validation(request.path() + " supports POST only");
        }
        if (request.path().equals(PREFIX)) {
            return AwsResponse.json(200, "{\"bootstrap\":\"" + bootstrap() + "\"}");
        }
        if (!preload.matches()) {
            throw ServiceException.validation("no such admin path: " + request.path());
        }
        Query query = new Query(request.query());
        TopicFill.Timestamps timestamps = query.requiredText("timestamp").equals("create")
                ? TopicFill.Timestamps.CREATE
                : TopicFill.Timestamps.LOG_APPEND;
        boolean isBase64 = query.text("payload").orElse("plain").equals("base64");
        try (TopicFill fill = new TopicFill(bootstrap(), preload.group(1))) {
            return AwsResponse.json(
                    200,
                    "{\"records\":"
                            + fill.put(
                                    TimedLines.read(request.body(), isBase64),
                                    query.requiredInstant("from"),
                                    timestamps)
                            + "}");
        }
    }

    private synchronized String bootstrap() {
        LocalKafkaProcess running = broker;
        if (running == null) {
            running = LocalKafkaProcess.start(folder);
            broker = running;
        }
        return running.bootstrap();
    }

    @Override
    public synchronized void close() {
        LocalKafkaProcess running = broker;
        broker = null;
        if (running != null) {
            running.close();
        }
    }
}
