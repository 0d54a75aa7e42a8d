package dev.madrugada.night.tests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A few flights of a day in the local stack's stream {@code flights}, and folders of datasets that read them.
 *
 * @param folder where the datasets' folders are made
 * @param aws the stack's endpoint
 * @param flights how many
 */
record SmallDay(Path folder, URI aws, int flights) {
    static final String DATE = "2001-01-01";

    void put() throws IOException, InterruptedException {
        Path sample = folder.resolve("flights.ndjson");
        Files.writeString(
                sample,
                Sample.read(Project.sample(DATE)).flights().stream()
                        .limit(flights)
                        .map(flight -> flight + "\n")
                        .collect(Collectors.joining()));
        kinesis("CreateStream", "{\"StreamName\":\"flights\",\"ShardCount\":2}");
        kinesis("IncreaseStreamRetentionPeriod", "{\"StreamName\":\"flights\",\"RetentionPeriodHours\":72}");
        URI preload = aws.resolve("/_local/kinesis/flights/preload?name=flights&date=" + DATE);
        send(HttpRequest.newBuilder(preload).POST(HttpRequest.BodyPublishers.ofFile(sample)));
    }

    /** The flights' folder under a name of its own, reading this stream, with rules for so few records. */
    Path dataset(String name, String stream) throws IOException {
        Path copy = Files.createDirectories(folder.resolve("datasets").resolve(name));
        String contract = Files.readString(Project.flights().resolve("dataset.yaml"))
                .replace("dataset: flights", "dataset: " + name)
                .replace("stream: flights", "stream: " + stream);
        Files.writeString(copy.resolve("dataset.yaml"), contract);
        Files.writeString(
                copy.resolve("quality.dqdl"), "Rules = [ RowCount = " + flights + ", IsUnique \"flight_id\" ]");
        for (String file : List.of("airports.csv", "report.sql")) {
            Files.copy(Project.flights().resolve(file), copy.resolve(file));
        }
        return copy;
    }

    private void kinesis(String action, String body) throws IOException, InterruptedException {
        send(HttpRequest.newBuilder(aws)
                .header("Content-Type", "application/x-amz-json-1.1")
                .header("X-Amz-Target", "Kinesis_20131202." + action)
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    private static void send(HttpRequest.Builder request) throws IOException, InterruptedException {
        HttpResponse<String> answer =
                HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    }
}
