package dev.madrugada.kinesis.tests;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.madrugada.localstack.LocalStackProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The local stack's Kinesis. Tests set its clock, the arrival times of its records, and its faults. */
final class LocalKinesis implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final LocalStackProcess stack;
    private final HttpClient http = HttpClient.newHttpClient();

    private LocalKinesis(LocalStackProcess stack) {
        this.stack = stack;
    }

    static LocalKinesis started(Instant now) {
        Path folder = Path.of(System.getProperty("java.io.tmpdir"), "local-stack-" + System.nanoTime());
        return new LocalKinesis(LocalStackProcess.startAt(folder, now));
    }

    URI endpoint() {
        return stack.endpoints().aws();
    }

    void setClock(Instant now) {
        post("/_local/clock?now=" + now, "");
    }

    /** Turns quirks on or off: empty pages in mid-shard, and a MillisBehindLatest of 0 before the tip. */
    void setQuirks(boolean on) {
        post("/_local/kinesis/quirks?on=" + on, "");
    }

    /** Turns the read limits of 5 calls and 2 MB a second on or off. */
    void setRateLimits(boolean on) {
        post("/_local/kinesis/throttles?on=" + on, "");
    }

    /** Adds a fault that applies to every nth call of GetRecords, where n is {@code every}. */
    void addFault(String stream, String fault, int every) {
        post("/_local/kinesis/" + stream + "/faults?action=GetRecords&fault=" + fault + "&every=" + every, "");
    }

    /**
     * Delays the nth call of GetRecords on a shard. After several calls of this method, each rule counts only the calls
     * that the earlier rules did not delay.
     */
    void delayOne(TestStream stream, String shard, int nth, Duration delay) {
        post(
                "/_local/kinesis/" + stream.name() + "/faults?action=GetRecords&fault=slow&shard=" + shard + "&every="
                        + nth + "&times=1&millis=" + delay.toMillis(),
                "");
    }

    /** The number of empty pages in mid-shard that readers of this stream received. */
    long emptyPages(String stream) {
        return get("/_local/kinesis/" + stream + "/quirks").path("emptyPages").asLong();
    }

    /** The number of calls to which this fault applied. */
    long served(String stream, String fault) {
        return sum("served", stream, fault);
    }

    /** The number of calls that this fault counted, including the calls to which the fault did not apply. */
    long calls(String stream, String fault) {
        return sum("calls", stream, fault);
    }

    private long sum(String figure, String stream, String fault) {
        long sum = 0;
        for (JsonNode each : get("/_local/kinesis/" + stream + "/faults").path("faults")) {
            sum += each.path("fault").asText().equals(fault) ? each.path(figure).asLong() : 0;
        }
        return sum;
    }

    void clearFaults(String stream) {
        post("/_local/kinesis/" + stream + "/faults?clear=true", "");
    }

    /** Puts the records in one request, each with its own times. */
    List<StreamedRecord> put(String stream, List<TimedPut> puts) {
        StringBuilder lines = new StringBuilder();
        puts.forEach(put -> lines.append(line(put)).append('\n'));
        JsonNode placed =
                post("/_local/kinesis/" + stream + "/records", lines.toString()).path("records");
        List<StreamedRecord> records = new ArrayList<>();
        for (int i = 0; i < puts.size(); i++) {
            TimedPut put = puts.get(i);
            records.add(new StreamedRecord(
                    placed.path(i).path("shardId").asText(),
                    placed.path(i).path("sequenceNumber").asText(),
                    put.arrivedAt(),
                    put.put()));
        }
        return records;
    }

    private static ObjectNode line(TimedPut put) {
        return JSON.createObjectNode()
                .put("data", put.put().data())
                .put("partitionKey", put.put().partitionKey())
                .put("at", put.at().toEpochMilli())
                .put("arrivedAt", put.arrivedAt().toEpochMilli());
    }

    private JsonNode get(String path) {
        return answer(HttpRequest.newBuilder(endpoint().resolve(path)).GET().build());
    }

    private JsonNode post(String path, String body) {
        return answer(HttpRequest.newBuilder(endpoint().resolve(path))
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build());
    }

    private JsonNode answer(HttpRequest request) {
        try {
            HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
            if (response.statusCode() != 200) {
                throw new IllegalStateException(request + " got " + response.statusCode() + ": " + response.body());
            }
            return JSON.readTree(response.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        stack.close();
    }
}
