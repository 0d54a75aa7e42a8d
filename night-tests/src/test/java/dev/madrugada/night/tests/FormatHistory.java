package dev.madrugada.night.tests;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * What a table's own metadata says of its commits: the content digests that each commit gave the partitions, in order. It
 * is read as JSON, without the project's code.
 *
 * @param aws the stack's endpoint, where the catalog is
 */
record FormatHistory(StagedNight night, URI aws) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** One object per commit: the digest by partition. */
    List<JsonNode> commits() throws IOException, InterruptedException {
        return night.format().equals("delta") ? ofDelta() : ofIceberg();
    }

    private List<JsonNode> ofDelta() throws IOException {
        Path log = night.path("curated/flights/_delta_log");
        List<JsonNode> commits = new ArrayList<>();
        if (Files.exists(log)) {
            List<Path> entries;
            try (Stream<Path> files = Files.list(log)) {
                entries = files.filter(file -> file.toString().endsWith(".json"))
                        .sorted()
                        .toList();
            }
            for (Path entry : entries) {
                for (String line : Files.readAllLines(entry)) {
                    JsonNode info = JSON.readTree(line).path("commitInfo");
                    if (!info.isMissingNode()) {
                        commits.add(
                                JSON.readTree(info.get("userMetadata").asText()).get("content"));
                    }
                }
            }
        }
        return commits;
    }

    private List<JsonNode> ofIceberg() throws IOException, InterruptedException {
        JsonNode table = glueTable();
        List<JsonNode> commits = new ArrayList<>();
        String metadata = table.at("/Table/Parameters/metadata_location").asText();
        if (!metadata.isEmpty()) {
            Path file = night.bucket().resolve(URI.create(metadata).getPath().substring(1));
            JSON.readTree(file.toFile()).path("snapshots").forEach(snapshot -> {
                var content = JSON.createObjectNode();
                snapshot.path("summary").fields().forEachRemaining(field -> {
                    if (field.getKey().startsWith("madrugada.content.")) {
                        content.set(field.getKey().substring("madrugada.content.".length()), field.getValue());
                    }
                });
                commits.add(content);
            });
        }
        return commits;
    }

    /** The catalog's entry; an error if there is none. */
    JsonNode glueTable() throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(aws)
                .header("Content-Type", "application/x-amz-json-1.1")
                .header("X-Amz-Target", "AWSGlue.GetTable")
                .POST(HttpRequest.BodyPublishers.ofString(
                        "{\"DatabaseName\":\"" + night.database() + "\",\"Name\":\"flights\"}"))
                .build();
        return JSON.readTree(HttpClient.newHttpClient()
                .send(request, HttpResponse.BodyHandlers.ofString())
                .body());
    }
}
