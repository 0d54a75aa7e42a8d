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

/**
 * Reads and atomically writes a stream's description as a JSON file. The version in the file also covers the format of
 * the record log beside it.
 */
final class StreamFile {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int VERSION = 2;

    private StreamFile() {}

    static void write(StreamDescription stream, Path file) throws IOException {
        ObjectNode root = JSON.createObjectNode()
                .put("version", VERSION)
                .put("name", stream.name())
                .put("created", stream.created().toEpochMilli())
                .put("retention-hours", stream.retentionHours())
                .put("max-record-kib", stream.maxRecordKib())
                .put("mode", stream.mode());
        for (Shard shard : stream.shards()) {
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
        Path staged = file.resolveSibling(file.getFileName() + ".part");
        Files.write(staged, JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(root));
        Files.move(staged, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    static StreamDescription read(Path file) throws IOException {
        JsonNode root = JSON.readTree(Files.readAllBytes(file));
        if (root.path("version").asInt() != VERSION) {
            throw new IOException(file + " has an unknown version; start the stack with a new --state folder");
        }
        List<Shard> shards = new ArrayList<>();
        for (JsonNode node : root.path("shards")) {
            shards.add(shard(node));
        }
        return new StreamDescription(
                root.path("name").asText(),
                Instant.ofEpochMilli(root.path("created").asLong()),
                root.path("retention-hours").asInt(),
                root.path("max-record-kib").asInt(),
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
