package dev.madrugada.ingest.kinesis;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.madrugada.localstack.http.AwsHttpServer;
import dev.madrugada.localstack.kinesis.Kinesis;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.Map;

/** The local stack's Kinesis in this JVM, with a clock that the test sets. Records that expire are gone for good. */
public final class InProcessKinesis extends Clock implements AutoCloseable {
    private final HttpClient http = HttpClient.newHttpClient();
    private final Kinesis kinesis;
    private final AwsHttpServer server;
    private Instant now;

    public InProcessKinesis(Path folder, Instant now) throws IOException {
        this.now = now;
        this.kinesis = Kinesis.open(folder.resolve("kinesis"), this, Files.createDirectories(folder.resolve("tmp")));
        this.server = AwsHttpServer.start(kinesis.services());
    }

    public URI endpoint() {
        return server.endpoint();
    }

    public void setNow(Instant instant) throws IOException {
        now = instant;
        kinesis.expire();
    }

    public void create(String stream, int shards) {
        call("CreateStream", Map.of("StreamName", stream, "ShardCount", shards));
    }

    public void delete(String stream) {
        call("DeleteStream", Map.of("StreamName", stream));
    }

    public void increaseRetention(String stream, int hours) {
        call("IncreaseStreamRetentionPeriod", Map.of("StreamName", stream, "RetentionPeriodHours", hours));
    }

    /** Puts a record that arrives at this time, after the last record of its shard. */
    public void put(String stream, String key, Instant at) {
        String line = "{\"data\":\"%s\",\"partitionKey\":\"%s\",\"at\":%d}"
                .formatted(
                        Base64.getEncoder().encodeToString(key.getBytes(StandardCharsets.UTF_8)),
                        key,
                        at.toEpochMilli());
        post("/_local/kinesis/" + stream + "/records", "text/plain", "", line);
    }

    /** Throttles every nth call of GetRecords. */
    public void throttle(String stream, int every) {
        post(
                "/_local/kinesis/" + stream + "/faults?action=GetRecords&fault=throttle&every=" + every,
                "text/plain",
                "",
                "");
    }

    private void call(String action, Map<String, Object> parameters) {
        post(
                "/",
                "application/x-amz-json-1.1",
                "Kinesis_20131202." + action,
                new ObjectMapper().valueToTree(parameters).toString());
    }

    private void post(String path, String type, String target, String body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(endpoint().resolve(path))
                .header("Content-Type", type)
                .POST(HttpRequest.BodyPublishers.ofString(body));
        if (!target.isEmpty()) {
            request.header("X-Amz-Target", target);
        }
        try {
            HttpResponse<String> answer = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() != 200) {
                throw new IllegalStateException(path + " " + target + ": " + answer.body());
            }
        } catch (IOException | InterruptedException failed) {
            throw new IllegalStateException(failed);
        }
    }

    @Override
    public Instant instant() {
        return now;
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void close() throws IOException {
        server.close();
        kinesis.close();
    }
}
