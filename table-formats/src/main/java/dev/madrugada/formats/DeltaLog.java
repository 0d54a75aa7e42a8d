package dev.madrugada.formats;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.madrugada.common.lake.ObjectStore;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The log of a Delta table: one JSON entry per version, from version 0 without gaps. Entries and our own saved states are
 * read, and never checkpoints, which other writers may add as Parquet: nights switch off the deletion of old entries
 * ({@code delta.enableExpiredLogCleanup}).
 *
 * @param folder the table's {@code _delta_log/}
 */
record DeltaLog(ObjectStore store, URI folder, DeltaStates states) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern ENTRY = Pattern.compile("([0-9]{20})\\.json");
    private static final int READER = 1;
    private static final int WRITER = 2;

    static DeltaLog of(ObjectStore store, FormatTable table) {
        return new DeltaLog(
                store,
                table.root().resolve("_delta_log/"),
                new DeltaStates(store, table.root().resolve("_delta_states/")));
    }

    /**
     * The state at the greatest version.
     *
     * @throws dev.madrugada.common.error.TerminalException InputMissing if an entry is missing or unreadable;
     *     InvalidArguments if the table has features that this release cannot write
     */
    DeltaSnapshot snapshot() {
        SortedSet<Long> versions = versions();
        return after(versions.isEmpty() ? DeltaSnapshot.NONE : states.latest(versions.last(), this::bytes), versions);
    }

    /** As {@link #snapshot}, from all entries, and so with all removals. */
    DeltaSnapshot replayed() {
        return after(DeltaSnapshot.NONE, versions());
    }

    /** Saves the state for later nights, if the last saved one is old. */
    void save(DeltaSnapshot snapshot, Instant now) {
        states.save(snapshot, this::bytes, now);
    }

    private DeltaSnapshot after(DeltaSnapshot known, SortedSet<Long> versions) {
        DeltaSnapshot snapshot = known;
        long expected = 0;
        for (long version : versions) {
            if (version != expected) {
                throw FormatFaults.logIncomplete(folder, expected).exception();
            }
            expected++;
            if (version > known.version()) {
                snapshot = snapshot.after(version, actions(version));
            }
        }
        requireKnownProtocol(snapshot);
        return snapshot;
    }

    /**
     * Creates the entry of a version.
     *
     * @return false if another writer created that version
     */
    boolean create(long version, Collection<? extends JsonNode> actions) {
        byte[] entry = actions.stream()
                .map(DeltaLog::line)
                .collect(Collectors.joining("\n", "", "\n"))
                .getBytes(StandardCharsets.UTF_8);
        // An answer may get lost and the store's client repeat the request: then the entry that exists is this one.
        return store.create(entry(version), entry)
                || store.read(entry(version))
                        .filter(found -> Arrays.equals(found, entry))
                        .isPresent();
    }

    private SortedSet<Long> versions() {
        SortedSet<Long> versions = new TreeSet<>();
        for (ObjectStore.StoredObject object : store.list(folder)) {
            String path = object.uri().getPath();
            Matcher name = ENTRY.matcher(path.substring(path.lastIndexOf('/') + 1));
            if (name.matches()) {
                versions.add(Long.parseLong(name.group(1)));
            }
        }
        return versions;
    }

    private Optional<byte[]> bytes(long version) {
        return store.read(entry(version));
    }

    private List<JsonNode> actions(long version) {
        URI entry = entry(version);
        byte[] bytes = bytes(version)
                .orElseThrow(() -> FormatFaults.logIncomplete(folder, version).exception());
        List<JsonNode> actions = new ArrayList<>();
        for (String line : new String(bytes, StandardCharsets.UTF_8).split("\n", -1)) {
            if (!line.isBlank()) {
                actions.add(action(entry, line));
            }
        }
        return actions;
    }

    private static JsonNode action(URI entry, String line) {
        try {
            return JSON.readTree(line);
        } catch (JsonProcessingException broken) {
            throw FormatFaults.unreadable(entry, "a line of it is not JSON").exception(broken);
        }
    }

    static String line(JsonNode node) {
        try {
            return JSON.writeValueAsString(node);
        } catch (JsonProcessingException bug) {
            throw new IllegalStateException("a tree cannot be written as JSON", bug);
        }
    }

    static JsonNode parsed(URI where, String json) {
        return action(where, json);
    }

    private void requireKnownProtocol(DeltaSnapshot snapshot) {
        JsonNode protocol = snapshot.protocol();
        if (protocol != null) {
            int reader = protocol.path("minReaderVersion").asInt();
            int writer = protocol.path("minWriterVersion").asInt();
            if (reader > READER || writer > WRITER) {
                throw FormatFaults.unknownProtocol(folder, reader, writer).exception();
            }
        }
    }

    private URI entry(long version) {
        return folder.resolve(String.format(Locale.ROOT, "%020d.json", version));
    }
}
