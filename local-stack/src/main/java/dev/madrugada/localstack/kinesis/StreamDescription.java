package dev.madrugada.localstack.kinesis;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.madrugada.localstack.http.ServiceException;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a stream is, without its records; kept in {@code stream.json}. */
record StreamDescription(String name, Instant created, int retentionHours, String mode, List<Shard> shards) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int VERSION = 1;

    StreamDescription {
        shards = List.copyOf(shards);
    }

    static StreamDescription created(String name, Instant now, int shards, String mode) {
        List<HashRange> ranges = HashRange.evenly(shards);
        List<Shard> originals = new ArrayList<>();
        for (int i = 0; i < shards; i++) {
            originals.add(Shard.original(i, ranges.get(i)));
        }
        return new StreamDescription(name, now, 24, mode, originals);
    }

    String arn() {
        return arn(name);
    }

    static String arn(String name) {
        return "arn:aws:kinesis:us-east-1:000000000000:stream/" + name;
    }

    StreamDescription withRetentionHours(int hours) {
        return new StreamDescription(name, created, hours, mode, shards);
    }

    Shard shard(String id) throws ServiceException {
        return shards.stream()
                .filter(shard -> shard.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new ServiceException(
                        "ResourceNotFoundException", "Shard " + id + " in stream " + name + " does not exist"));
    }

    Shard openShardFor(BigInteger hashKey) {
        return shards.stream()
                .filter(shard -> shard.open() && shard.range().contains(hashKey))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no open shard of " + name + " takes " + hashKey));
    }

    void write(Path file) throws IOException {
        ObjectNode root = JSON.createObjectNode()
                .put("version", VERSION)
                .put("name", name)
                .put("created", created.toEpochMilli())
                .put("retention-hours", retentionHours)
                .put("mode", mode);
        for (Shard shard : shards) {
            ObjectNode node = root.withArray("shards").addObject();
            node.put("index", shard.index())
                    .put("start", shard.range().start().toString())
                    .put("end", shard.range().end().toString())
                    .put("opened", shard.opened().toEpochMilli())
                    .put("starting", shard.starting().toString());
            shard.parent().ifPresent(parent -> node.put("parent", parent));
            shard.adjacentParent().ifPresent(parent -> node.put("adjacent-parent", parent));
            shard.closing()
                    .ifPresent(closing -> node.put("closed", closing.at().toEpochMilli())
                            .put("ending", closing.ending().toString()));
        }
        Path draft = file.resolveSibling(file.getFileName() + ".part");
        Files.write(draft, JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(root));
        Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    static StreamDescription read(Path file) throws IOException {
        JsonNode root = JSON.readTree(Files.readAllBytes(file));
        if (root.path("version").asInt() != VERSION) {
            throw new IOException(file + " is of a version this stack does not know; start with a new --state");
        }
        List<Shard> shards = new ArrayList<>();
        for (JsonNode node : root.path("shards")) {
            shards.add(shard(node));
        }
        return new StreamDescription(
                root.path("name").asText(),
                Instant.ofEpochMilli(root.path("created").asLong()),
                root.path("retention-hours").asInt(),
                root.path("mode").asText(),
                shards);
    }

    private static Shard shard(JsonNode node) throws IOException {
        try {
            Optional<Shard.Closing> closing = node.has("closed")
                    ? Optional.of(new Shard.Closing(
                            Instant.ofEpochMilli(node.path("closed").asLong()),
                            SequenceNumber.parse(node.path("ending").asText())))
                    : Optional.empty();
            return new Shard(
                    node.path("index").asInt(),
                    new HashRange(
                            new BigInteger(node.path("start").asText()),
                            new BigInteger(node.path("end").asText())),
                    Optional.ofNullable(node.get("parent")).map(JsonNode::asText),
                    Optional.ofNullable(node.get("adjacent-parent")).map(JsonNode::asText),
                    Instant.ofEpochMilli(node.path("opened").asLong()),
                    SequenceNumber.parse(node.path("starting").asText()),
                    closing);
        } catch (ServiceException e) {
            throw new IOException("broken stream description", e);
        }
    }
}
