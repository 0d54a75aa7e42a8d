package dev.madrugada.localstack;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.stream.Collectors;

/** A client of a stack's admin paths. */
record AdminClient(URI aws) {

    /** Posts to a path below {@code /_local/} and returns the response body, which may be an error. */
    String post(String path, byte[] body) throws IOException, InterruptedException {
        return send(path, "POST", HttpRequest.BodyPublishers.ofByteArray(body));
    }

    String post(String path) throws IOException, InterruptedException {
        return send(path, "POST", HttpRequest.BodyPublishers.noBody());
    }

    String get(String path) throws IOException, InterruptedException {
        return send(path, "GET", HttpRequest.BodyPublishers.noBody());
    }

    String delete(String path) throws IOException, InterruptedException {
        return send(path, "DELETE", HttpRequest.BodyPublishers.noBody());
    }

    private String send(String path, String method, HttpRequest.BodyPublisher body)
            throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(aws + "/_local/" + path))
                .method(method, body)
                .build();
        return HttpClient.newHttpClient()
                .send(request, HttpResponse.BodyHandlers.ofString())
                .body();
    }

    @SuppressWarnings("CheckReturnValue")
    void clock(Instant now) throws IOException, InterruptedException {
        post("clock?now=" + now);
    }

    /** Puts records, each a line made by {@link #line}. */
    String put(String stream, String... lines) throws IOException, InterruptedException {
        return post(
                "kinesis/" + stream + "/records",
                Arrays.stream(lines).collect(Collectors.joining("\n")).getBytes(StandardCharsets.UTF_8));
    }

    /** A record for {@link #put} that arrives now. */
    static String line(String data) {
        return "{\"data\":\"" + base64(data) + "\",\"partitionKey\":\"k\"}";
    }

    /** A record for {@link #put} whose ApproximateArrivalTimestamp differs from its arrival time. */
    static String line(String data, Instant at, Instant arrivedAt) {
        return "{\"data\":\"%s\",\"partitionKey\":\"k\",\"at\":%d,\"arrivedAt\":%d}"
                .formatted(base64(data), at.toEpochMilli(), arrivedAt.toEpochMilli());
    }

    private static String base64(String data) {
        return Base64.getEncoder().encodeToString(data.getBytes(StandardCharsets.UTF_8));
    }
}
