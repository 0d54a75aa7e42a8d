package dev.madrugada.formats;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.madrugada.common.lake.Digest;
import dev.madrugada.common.lake.ObjectStore;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Saved states of a Delta log, so that a night does not read every entry since version 0. A state is the sum of the entries
 * up to a version; it has the digest of that version's entry, so the state of a log that was deleted and written anew is
 * ignored. Only nights read them: Delta's own checkpoints are Parquet, and readers do not need either.
 *
 * @param folder {@code _delta_states/} of the table
 */
record DeltaStates(ObjectStore store, URI folder) {
    /** As many entries are read one by one at most, apart from those of a night that failed to save its state. */
    static final int INTERVAL = 50;

    /** Longer than garbage collection asks for removed files. */
    static final Duration REMOVALS = Duration.ofDays(7);

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern NAME = Pattern.compile("([0-9]{20})\\.json");

    /** Returns the bytes of a version's entry. */
    interface Entries {
        Optional<byte[]> entry(long version);
    }

    /**
     * The saved state with the greatest version, if its entry is still the log's.
     *
     * @param last the log's greatest version; later states are not of this log
     */
    DeltaSnapshot latest(long last, Entries entries) {
        for (Map.Entry<Long, URI> saved :
                saved().headMap(last, true).descendingMap().entrySet()) {
            Optional<DeltaSnapshot> state = store.read(saved.getValue())
                    .flatMap(DeltaStates::parsed)
                    .filter(tree -> entries.entry(saved.getKey())
                            .filter(entry ->
                                    digest(entry).equals(tree.path("entry").asText()))
                            .isPresent())
                    .map(tree -> snapshot(saved.getKey(), tree));
            if (state.isPresent()) {
                return state.get();
            }
        }
        return DeltaSnapshot.NONE;
    }

    /** Saves a state if the last one is old, and deletes the states before the last one. */
    void save(DeltaSnapshot snapshot, Entries entries, Instant now) {
        NavigableMap<Long, URI> saved = saved();
        Map.Entry<Long, URI> last = saved.floorEntry(snapshot.version());
        if (snapshot.version() - (last == null ? 0 : last.getKey()) < INTERVAL) {
            return;
        }
        entries.entry(snapshot.version()).ifPresent(entry -> {
            String tree = DeltaLog.line(tree(snapshot, digest(entry), now));
            store.write(
                    folder.resolve(String.format(Locale.ROOT, "%020d.json", snapshot.version())),
                    tree.getBytes(StandardCharsets.UTF_8));
            if (last != null) {
                // A night under way may read the last one.
                saved.remove(last.getKey());
            }
            store.delete(List.copyOf(saved.values()));
        });
    }

    private NavigableMap<Long, URI> saved() {
        NavigableMap<Long, URI> saved = new TreeMap<>();
        for (ObjectStore.StoredObject object : store.list(folder)) {
            String path = object.uri().getPath();
            Matcher name = NAME.matcher(path.substring(path.lastIndexOf('/') + 1));
            if (name.matches()) {
                saved.put(Long.parseLong(name.group(1)), object.uri());
            }
        }
        return saved;
    }

    private static ObjectNode tree(DeltaSnapshot snapshot, String entry, Instant now) {
        ObjectNode tree = JSON.createObjectNode();
        tree.put("entry", entry);
        tree.set("protocol", snapshot.protocol());
        tree.set("metaData", snapshot.metaData());
        ObjectNode adds = tree.putObject("adds");
        snapshot.adds().forEach(adds::set);
        ObjectNode removes = tree.putObject("removes");
        long oldest = now.minus(REMOVALS).toEpochMilli();
        snapshot.removes().forEach((path, at) -> {
            if (at >= oldest) {
                removes.put(path, at);
            }
        });
        return tree;
    }

    private static DeltaSnapshot snapshot(long version, JsonNode tree) {
        Map<String, ObjectNode> adds = new LinkedHashMap<>();
        tree.path("adds").fields().forEachRemaining(add -> {
            if (add.getValue() instanceof ObjectNode action) {
                adds.put(add.getKey(), action);
            }
        });
        Map<String, Long> removes = new LinkedHashMap<>();
        tree.path("removes")
                .fields()
                .forEachRemaining(
                        remove -> removes.put(remove.getKey(), remove.getValue().asLong()));
        return new DeltaSnapshot(version, tree.get("protocol"), tree.get("metaData"), adds, removes);
    }

    /** A state that cannot be read is ignored: the log has everything. */
    private static Optional<JsonNode> parsed(byte[] state) {
        try {
            return Optional.of(JSON.readTree(state));
        } catch (IOException broken) {
            return Optional.empty();
        }
    }

    private static String digest(byte[] entry) {
        return Digest.sha256(entry).text();
    }
}
