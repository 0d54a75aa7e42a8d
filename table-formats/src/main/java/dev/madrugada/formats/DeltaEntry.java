package dev.madrugada.formats;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.madrugada.common.lake.Manifest;
import dev.madrugada.common.lake.Partition;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * The actions of one entry of a Delta log: the commit's description, the table's if it is new or changed, a remove per
 * file of the replaced partitions, an add per new file.
 *
 * @see <a href="https://github.com/delta-io/delta/blob/v3.3.2/PROTOCOL.md#actions">the actions</a>
 */
final class DeltaEntry {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final FormatTable table;
    private final Instant now;
    private final List<ObjectNode> actions = new ArrayList<>();

    DeltaEntry(FormatTable table, Instant now) {
        this.table = table;
        this.now = now;
    }

    List<ObjectNode> actions() {
        return List.copyOf(actions);
    }

    /** Describes the commit; {@code DESCRIBE HISTORY} shows it, the run and the digests as user metadata. */
    void describeCommit(String runId, long readVersion, List<Manifest> manifests) {
        ObjectNode parameters = JSON.objectNode();
        parameters.put("mode", "Overwrite");
        parameters.put("partitionBy", DeltaLog.line(partitionColumns()));
        parameters.put(
                "predicate",
                manifests.stream()
                        .map(manifest -> table.partitionColumn() + " = '"
                                + manifest.partition().day() + "'")
                        .toList()
                        .toString());
        ObjectNode user = JSON.objectNode();
        user.put("run-id", runId);
        ObjectNode content = user.putObject("content");
        manifests.forEach(manifest ->
                content.put(manifest.partition().toString(), manifest.content().text()));
        ObjectNode metrics = JSON.objectNode();
        metrics.put(
                "numFiles",
                text(manifests.stream()
                        .mapToLong(manifest -> manifest.files().size())
                        .sum()));
        metrics.put(
                "numOutputRows",
                text(manifests.stream().mapToLong(Manifest::rows).sum()));
        metrics.put(
                "numOutputBytes",
                text(manifests.stream()
                        .flatMap(manifest -> manifest.files().stream())
                        .mapToLong(Manifest.DataFile::bytes)
                        .sum()));
        ObjectNode info = JSON.objectNode();
        info.put("timestamp", now.toEpochMilli());
        info.put("operation", "WRITE");
        info.set("operationParameters", parameters);
        if (readVersion >= 0) {
            info.put("readVersion", readVersion);
        }
        info.put("isolationLevel", "Serializable");
        info.put("isBlindAppend", false);
        info.set("operationMetrics", metrics);
        info.put("userMetadata", DeltaLog.line(user));
        info.put("engineInfo", "madrugada");
        info.put("txnId", UUID.randomUUID().toString());
        action("commitInfo", info);
    }

    /** Creates the table. */
    void createTable(ObjectNode schema) {
        ObjectNode protocol = JSON.objectNode();
        protocol.put("minReaderVersion", 1);
        protocol.put("minWriterVersion", 2);
        action("protocol", protocol);
        ObjectNode metaData = JSON.objectNode();
        metaData.put("id", UUID.randomUUID().toString());
        metaData.putObject("format").put("provider", "parquet").putObject("options");
        metaData.put("schemaString", DeltaLog.line(schema));
        metaData.set("partitionColumns", partitionColumns());
        metaData.putObject("configuration").put("delta.enableExpiredLogCleanup", "false");
        metaData.put("createdTime", now.toEpochMilli());
        action("metaData", metaData);
    }

    /** Changes the table's columns. */
    void changeTable(JsonNode metaData, ObjectNode schema) {
        ObjectNode changed = metaData.deepCopy();
        changed.put("schemaString", DeltaLog.line(schema));
        action("metaData", changed);
    }

    void remove(JsonNode add) {
        ObjectNode remove = JSON.objectNode();
        remove.set("path", add.get("path"));
        remove.put("deletionTimestamp", now.toEpochMilli());
        remove.put("dataChange", true);
        remove.put("extendedFileMetadata", true);
        remove.set("partitionValues", add.get("partitionValues"));
        remove.set("size", add.get("size"));
        action("remove", remove);
    }

    void add(Manifest manifest, Manifest.DataFile file) {
        ObjectNode add = JSON.objectNode();
        // Relative to the table, so that a copied lake stays a Delta table.
        add.put(
                "path",
                table.root()
                        .relativize(manifest.location().resolve(file.path()))
                        .toString());
        add.set("partitionValues", partitionValues(manifest.partition()));
        add.put("size", file.bytes());
        add.put("modificationTime", manifest.publishedAt().toEpochMilli());
        add.put("dataChange", true);
        add.put("stats", DeltaLog.line(DeltaStatistics.of(table.fileColumns(), manifest, file)));
        action("add", add);
    }

    private void action(String name, ObjectNode content) {
        actions.add(new ObjectNode(JSON, Map.of(name, content)));
    }

    private ArrayNode partitionColumns() {
        return JSON.arrayNode().add(table.partitionColumn());
    }

    private static ObjectNode partitionValues(Partition partition) {
        return JSON.objectNode().put(partition.column(), partition.day().toString());
    }

    private static String text(long number) {
        return Long.toString(number);
    }
}
