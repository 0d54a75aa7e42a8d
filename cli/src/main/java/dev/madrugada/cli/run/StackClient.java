package dev.madrugada.cli.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.madrugada.common.error.ErrorCode;
import dev.madrugada.common.error.Fault;
import dev.madrugada.common.time.ArrivalDay;
import dev.madrugada.localstack.calls.CallLog;
import java.io.ByteArrayInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;

/** Sends requests to the local stack without an SDK: those of the stack's own API, and a few of AWS's. */
final class StackClient {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String KINESIS = "Kinesis_20131202.";
    private static final String STEP_FUNCTIONS = "AWSStepFunctions.";
    private static final String GLUE = "AWSGlue.";
    /** The part of a signature by which the stack records the call of a role; the stack verifies signatures of S3 only. */
    private static final String AS_NIGHT = "AWS4-HMAC-SHA256 Credential=" + CallLog.PREFIX + "night/local";

    /** DynamoDBLocal requires a signature and does not check it. */
    private static final String SIGNATURE =
            "AWS4-HMAC-SHA256 Credential=local/20010101/us-east-1/dynamodb/aws4_request";

    private static final int SHARDS = 4;
    /** One year, Kinesis's maximum, so that nights of other days find their records in the same stream. */
    private static final int RETENTION_HOURS = 8_760;

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final URI aws;

    StackClient(URI aws) {
        this.aws = aws;
    }

    /** Creates the stream if it does not exist, with the maximum retention. */
    void ensureStream(String name) {
        HttpResponse<String> described = kinesis("DescribeStreamSummary", Map.of("StreamName", name));
        if (described.statusCode() != 200) {
            answered(kinesis("CreateStream", Map.of("StreamName", name, "ShardCount", SHARDS)), "CreateStream");
            described = kinesis("DescribeStreamSummary", Map.of("StreamName", name));
        }
        JsonNode summary = answered(described, "DescribeStreamSummary").path("StreamDescriptionSummary");
        if (summary.path("RetentionPeriodHours").asInt() < RETENTION_HOURS) {
            answered(
                    kinesis(
                            "IncreaseStreamRetentionPeriod",
                            Map.of("StreamName", name, "RetentionPeriodHours", RETENTION_HOURS)),
                    "IncreaseStreamRetentionPeriod");
        }
    }

    /** Puts a file's lines into the stream once, as the day's records. Returns the number of lines. */
    long preload(String stream, ArrivalDay day, Path file, LinePayload payload, Optional<ArrivalTimes> arrivals) {
        String query = "?date=" + day.date() + "&zone=" + encoded(day.zone().getId())
                + "&name=" + encoded(String.valueOf(file.getFileName()))
                + "&payload=" + payload.parameter()
                + arrivals.map(times -> "&arrivals=" + times.lines()).orElse("");
        BodyPublisher body = BodyPublishers.ofInputStream(() -> body(file, arrivals));
        HttpResponse<String> answer = send("POST", preloadPath(stream) + query, body, Map.of());
        if (answer.statusCode() != 200) {
            throw Fault.of(ErrorCode.InvalidArguments)
                    .at("--input " + file)
                    .what("its lines could not be put into the stream " + stream)
                    .because("the local stack refused them: " + message(answer.body()))
                    .fix("correct the file, or name another one")
                    .exception();
        }
        return answered(answer, "preload").path("records").asLong();
    }

    /** Starts the broker if it does not run, and returns its address. */
    String broker() {
        return admin("POST", "/_local/kafka").path("bootstrap").asText();
    }

    /** Starts DynamoDB if it does not run, and creates a table whose key is a text. Returns DynamoDB's endpoint. */
    URI createTable(String name, String key) {
        URI dynamoDb =
                URI.create(admin("POST", "/_local/dynamodb").path("endpoint").asText());
        Map<String, Object> table = Map.of(
                "TableName",
                name,
                "BillingMode",
                "PAY_PER_REQUEST",
                "KeySchema",
                List.of(Map.of("AttributeName", key, "KeyType", "HASH")),
                "AttributeDefinitions",
                List.of(Map.of("AttributeName", key, "AttributeType", "S")));
        BodyPublisher body = BodyPublishers.ofString(JSON.valueToTree(table).toString());
        Map<String, String> headers =
                Map.of("X-Amz-Target", "DynamoDB_20120810.CreateTable", "Authorization", SIGNATURE);
        requireOk(send("POST", dynamoDb, body, headers), "CreateTable");
        return dynamoDb;
    }

    /**
     * Puts records into a topic of the broker, which is created. Returns their number.
     *
     * @param lines each line in parts; a line has a time, a blank, a value and a line end
     */
    long fillTopic(String topic, String query, Iterable<byte[]> lines) {
        String path = "/_local/kafka/" + encoded(topic) + "/preload?" + query;
        return answered(send("POST", path, BodyPublishers.ofByteArrays(lines), Map.of()), "the fill of a topic")
                .path("records")
                .asLong();
    }

    void setClock(Instant now) {
        admin("POST", "/_local/clock?now=" + encoded(now.toString()));
    }

    /** Removes the day's records that were put from files. */
    void removeRecords(String stream, LocalDate date) {
        admin("DELETE", preloadPath(stream) + "?date=" + date);
    }

    /** Publishes a notification as the state machine's role, and returns its message id. */
    String publish(String topicArn, String subject, String message) {
        Map<String, String> form =
                Map.of("Action", "Publish", "TopicArn", topicArn, "Subject", subject, "Message", message);
        String body = form.entrySet().stream()
                .map(field -> field.getKey() + "=" + encoded(field.getValue()))
                .collect(Collectors.joining("&"));
        HttpResponse<String> answer = send(
                "POST",
                "/",
                BodyPublishers.ofString(body),
                Map.of("Content-Type", "application/x-www-form-urlencoded", "Authorization", AS_NIGHT));
        requireOk(answer, "Publish");
        return answer.body().replaceFirst("(?s).*<MessageId>(.*?)</MessageId>.*", "$1");
    }

    /**
     * Holds puts of objects whose {@code bucket/key} matches {@code puts}, and commits of loads if {@code commit} is
     * true.
     */
    void hold(String puts, String commit) {
        admin("POST", "/_local/holds?put=" + encoded(puts) + "&commit=" + commit);
    }

    /** The requests that are held now, each with {@code kind} and {@code name}. */
    JsonNode held() {
        return admin("GET", "/_local/holds").path("held");
    }

    /** Discards the held requests without executing them, and stops holding requests. */
    void dropHeld() {
        admin("POST", "/_local/holds/drop");
    }

    /** Keeps the stack running after this process ends. */
    void stay() {
        admin("POST", "/_local/stay");
    }

    /** Creates an activity and returns its ARN. */
    String createActivity(String name) {
        return answered(json(STEP_FUNCTIONS + "CreateActivity", Map.of("name", name)), "CreateActivity")
                .path("activityArn")
                .asText();
    }

    /** Creates a Glue job; a job of that name in a stack that was kept up is an error. */
    void createJob(String name) {
        var unused = answered(json(GLUE + "CreateJob", Map.of("Name", name, "GlueVersion", "5.1")), "CreateJob");
    }

    /** Schedules a task of an activity, and waits for its answer: {@code output}, or {@code error} and {@code cause}. */
    JsonNode activityTask(String activity, JsonNode input, OptionalInt timeout, OptionalInt heartbeat) {
        String path = "/_local/activities/tasks?activity=" + encoded(activity) + seconds("timeout", timeout)
                + seconds("heartbeat", heartbeat);
        return answered(send("POST", path, BodyPublishers.ofString(input.toString()), Map.of()), "POST " + path);
    }

    private static String seconds(String name, OptionalInt value) {
        return value.isPresent() ? "&" + name + "=" + value.getAsInt() : "";
    }

    /** The next order of Glue's runs; an empty object if none came for a while. */
    JsonNode nextGlueOrder() {
        return admin("POST", "/_local/glue/orders");
    }

    void reportJobRun(String id, String state, String errorMessage) {
        String path = "/_local/glue/runs/" + id + "?state=" + state;
        requireOk(send("POST", path, BodyPublishers.ofString(errorMessage), Map.of()), "POST " + path);
    }

    void reportCrawl(String id, String state) {
        admin("POST", "/_local/glue/crawls/" + id + "?state=" + state);
    }

    private static InputStream body(Path file, Optional<ArrivalTimes> arrivals) {
        try {
            InputStream content = Files.newInputStream(file);
            return arrivals.<InputStream>map(
                            times -> new SequenceInputStream(new ByteArrayInputStream(times.asLines()), content))
                    .orElse(content);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static String preloadPath(String stream) {
        return "/_local/kinesis/" + encoded(stream) + "/preload";
    }

    private JsonNode admin(String method, String path) {
        return answered(send(method, path, BodyPublishers.noBody(), Map.of()), method + " " + path);
    }

    private HttpResponse<String> kinesis(String action, Map<String, Object> parameters) {
        return json(KINESIS + action, parameters);
    }

    private HttpResponse<String> json(String target, Map<String, Object> parameters) {
        return send(
                "POST",
                "/",
                BodyPublishers.ofString(JSON.valueToTree(parameters).toString()),
                Map.of("X-Amz-Target", target, "Content-Type", "application/x-amz-json-1.1"));
    }

    private static JsonNode answered(HttpResponse<String> answer, String request) {
        requireOk(answer, request);
        try {
            return JSON.readTree(answer.body());
        } catch (IOException noJson) {
            throw new UncheckedIOException(request + " was not answered in JSON", noJson);
        }
    }

    private static void requireOk(HttpResponse<String> answer, String request) {
        if (answer.statusCode() != 200) {
            throw new IllegalStateException("the local stack refused " + request + ": " + answer.body());
        }
    }

    private static String message(String body) {
        try {
            JsonNode error = JSON.readTree(body);
            return error.path("message").asText(body);
        } catch (IOException noJson) {
            return body;
        }
    }

    private HttpResponse<String> send(String method, String path, BodyPublisher body, Map<String, String> headers) {
        return send(method, URI.create(aws + path), body, headers);
    }

    private HttpResponse<String> send(String method, URI uri, BodyPublisher body, Map<String, String> headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri).method(method, body);
        headers.forEach(request::header);
        try {
            return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (FileNotFoundException gone) {
            throw new UncheckedIOException(gone);
        } catch (IOException failed) {
            throw Fault.of(ErrorCode.CapacityUnavailable)
                    .at("the local stack")
                    .what("a request was not answered")
                    .because(failed.getClass().getSimpleName())
                    .fix("see logs/stack.log in the work folder")
                    .exception(failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while the local stack was asked", interrupted);
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
