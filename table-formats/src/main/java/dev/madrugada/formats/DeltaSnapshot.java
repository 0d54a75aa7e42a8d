package dev.madrugada.formats;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.madrugada.common.lake.Partition;
import java.net.URI;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The state of a Delta table at a version: what the entries of its log add up to.
 *
 * @param version -1 if the table does not exist
 * @param metaData the action that describes the table; null if the table does not exist
 * @param adds the action that added each current file, by the file's path in the log
 * @param removes the time of each former file's removal, in milliseconds since 1970, by the file's path
 */
record DeltaSnapshot(
        long version,
        @Nullable JsonNode protocol,
        @Nullable JsonNode metaData,
        Map<String, ObjectNode> adds,
        Map<String, Long> removes) {
    static final DeltaSnapshot NONE = new DeltaSnapshot(-1, null, null, Map.of(), Map.of());

    DeltaSnapshot {
        adds = Map.copyOf(adds);
        removes = Map.copyOf(removes);
    }

    boolean exists() {
        return version >= 0;
    }

    /** The state after the actions of the next version. */
    DeltaSnapshot after(long next, Collection<JsonNode> actions) {
        JsonNode nextProtocol = protocol;
        JsonNode nextMetaData = metaData;
        Map<String, ObjectNode> files = new LinkedHashMap<>(adds);
        Map<String, Long> removed = new LinkedHashMap<>(removes);
        for (JsonNode action : actions) {
            if (action.has("protocol")) {
                nextProtocol = action.get("protocol");
            } else if (action.has("metaData")) {
                nextMetaData = action.get("metaData");
            } else if (action.get("add") instanceof ObjectNode add) {
                files.put(add.path("path").asText(), add);
                removed.remove(add.path("path").asText());
            } else if (action.has("remove")) {
                JsonNode remove = action.get("remove");
                files.remove(remove.path("path").asText());
                removed.put(
                        remove.path("path").asText(),
                        remove.path("deletionTimestamp").asLong());
            }
        }
        return new DeltaSnapshot(next, nextProtocol, nextMetaData, files, removed);
    }

    /** The files' URIs per partition. */
    Map<Partition, Set<URI>> files(FormatTable table) {
        Map<Partition, Set<URI>> files = new TreeMap<>();
        adds.forEach((path, add) -> files.computeIfAbsent(partition(add, table), key -> new HashSet<>())
                .add(table.root().resolve(path)));
        return files;
    }

    static Partition partition(JsonNode add, FormatTable table) {
        String day = add.path("partitionValues").path(table.partitionColumn()).asText();
        return new Partition(table.partitionColumn(), LocalDate.parse(day));
    }
}
