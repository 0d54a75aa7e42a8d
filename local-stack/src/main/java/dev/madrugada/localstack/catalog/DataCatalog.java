package dev.madrugada.localstack.catalog;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.madrugada.localstack.http.Input;
import dev.madrugada.localstack.http.JsonService;
import dev.madrugada.localstack.http.Service;
import dev.madrugada.localstack.http.ServiceException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The Glue Data Catalog. The catalog returns entities as they were put, with their creation and update times. Actions
 * run one at a time. GetPartitions rejects an Expression; old table versions are not kept.
 * UpdateTable with a VersionId replaces only that version.
 */
public final class DataCatalog {
    private final CatalogFiles files;
    private final Clock clock;

    public DataCatalog(Path folder, Clock clock) {
        this.files = new CatalogFiles(folder);
        this.clock = clock;
    }

    public Service service() {
        return new JsonService(
                "AWSGlue",
                Map.of(
                        "CreateDatabase", this::createDatabase,
                        "GetDatabase", this::getDatabase,
                        "CreateTable", this::createTable,
                        "GetTable", this::getTable,
                        "UpdateTable", this::updateTable,
                        "CreatePartition", this::createPartition,
                        "GetPartition", this::getPartition,
                        "UpdatePartition", this::updatePartition,
                        "GetPartitions", this::getPartitions));
    }

    private static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    private synchronized ObjectNode createDatabase(Input input) throws IOException, ServiceException {
        Input given = input.requiredStructure("DatabaseInput");
        files.create(files.database(given.requiredText("Name")), stamped(given, "CreateTime"), "Database");
        return object();
    }

    private synchronized ObjectNode getDatabase(Input input) throws IOException, ServiceException {
        ObjectNode answer = object();
        answer.set("Database", files.read(files.database(input.requiredText("Name")), "Database"));
        return answer;
    }

    private Path table(Input input, String name) throws IOException, ServiceException {
        String database = input.requiredText("DatabaseName");
        var unused = files.read(files.database(database), "Database");
        return files.table(database, name);
    }

    private synchronized ObjectNode createTable(Input input) throws IOException, ServiceException {
        Input given = input.requiredStructure("TableInput");
        Path file = table(input, given.requiredText("Name"));
        ObjectNode table = stamped(given, "CreateTime");
        table.set("UpdateTime", table.get("CreateTime"));
        table.put("DatabaseName", input.requiredText("DatabaseName")).put("VersionId", "0");
        files.create(file, table, "Table");
        return object();
    }

    private synchronized ObjectNode getTable(Input input) throws IOException, ServiceException {
        ObjectNode answer = object();
        answer.set("Table", files.read(table(input, input.requiredText("Name")), "Table"));
        return answer;
    }

    private synchronized ObjectNode updateTable(Input input) throws IOException, ServiceException {
        Input given = input.requiredStructure("TableInput");
        Path file = table(input, given.requiredText("Name"));
        ObjectNode before = files.read(file, "Table");
        String version = before.path("VersionId").asText();
        if (input.text("VersionId")
                .filter(expected -> !expected.equals(version))
                .isPresent()) {
            throw new ServiceException(
                    "ConcurrentModificationException",
                    "Update table failed due to concurrent modifications: the table's version is " + version);
        }
        ObjectNode table = stamped(given, "UpdateTime");
        table.set("CreateTime", before.get("CreateTime"));
        table.put("DatabaseName", input.requiredText("DatabaseName"));
        table.put("VersionId", Integer.toString(before.path("VersionId").asInt() + 1));
        files.replace(file, table);
        return object();
    }

    private Path partition(Input input, List<String> values) throws IOException, ServiceException {
        String name = input.requiredText("TableName");
        JsonNode keys = files.read(table(input, name), "Table").path("PartitionKeys");
        if (keys.size() != values.size()) {
            throw new ServiceException(
                    "InvalidInputException",
                    "The number of partition keys do not match the number of partition values: " + keys.size() + " and "
                            + values.size());
        }
        return files.partition(input.requiredText("DatabaseName"), name, values);
    }

    private static List<String> values(Input input, String field) {
        List<String> values = new ArrayList<>();
        input.list(field).forEach(value -> values.add(value.node().asText()));
        return values;
    }

    private ObjectNode partition(Input input, Input given) throws ServiceException {
        return stamped(given, "CreationTime")
                .put("DatabaseName", input.requiredText("DatabaseName"))
                .put("TableName", input.requiredText("TableName"));
    }

    private synchronized ObjectNode createPartition(Input input) throws IOException, ServiceException {
        Input given = input.requiredStructure("PartitionInput");
        files.create(partition(input, values(given, "Values")), partition(input, given), "Partition");
        return object();
    }

    private synchronized ObjectNode getPartition(Input input) throws IOException, ServiceException {
        ObjectNode answer = object();
        answer.set("Partition", files.read(partition(input, values(input, "PartitionValues")), "Partition"));
        return answer;
    }

    private synchronized ObjectNode updatePartition(Input input) throws IOException, ServiceException {
        Input given = input.requiredStructure("PartitionInput");
        Path before = partition(input, values(input, "PartitionValueList"));
        ObjectNode partition = partition(input, given);
        partition.set("CreationTime", files.read(before, "Partition").get("CreationTime"));
        Path after = given.node().has("Values") ? partition(input, values(given, "Values")) : before;
        if (!after.equals(before)) {
            throw new ServiceException("InvalidInputException", "the local stack does not support renaming partitions");
        }
        files.replace(after, partition);
        return object();
    }

    private synchronized ObjectNode getPartitions(Input input) throws IOException, ServiceException {
        if (input.text("Expression").filter(text -> !text.isBlank()).isPresent()) {
            throw new ServiceException("InvalidInputException", "the local stack does not support Expression");
        }
        String name = input.requiredText("TableName");
        var unused = files.read(table(input, name), "Table");
        ObjectNode answer = object();
        ArrayNode partitions = answer.putArray("Partitions");
        files.partitions(input.requiredText("DatabaseName"), name).forEach(partitions::add);
        return answer;
    }

    private ObjectNode stamped(Input given, String time) {
        ObjectNode copy = given.node().deepCopy();
        copy.set(time, given.encoding().timestamp(clock.instant()));
        return copy;
    }
}
