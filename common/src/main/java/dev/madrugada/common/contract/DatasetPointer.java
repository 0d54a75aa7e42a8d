package dev.madrugada.common.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.madrugada.common.json.Json;
import dev.madrugada.common.lake.ObjectStore;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The object {@code datasets/<name>/current.json}: names the folder that a new night takes. A folder below {@code
 * datasets/<name>/} has its content digest as its name, see {@link PinnedFolder}, and never changes.
 *
 * @param version of this form; a reader refuses another one
 * @param folder the name of the current folder
 * @param previous the names of the folders that were current before, the last one first
 */
public record DatasetPointer(int version, String folder, List<String> previous) {
    /** The object's name, beside the folders. */
    public static final String NAME = "current.json";

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int VERSION = 1;
    private static final int LONGEST_HISTORY = 50;

    public DatasetPointer {
        previous = List.copyOf(previous).subList(0, Math.min(LONGEST_HISTORY, previous.size()));
    }

    /** The first pointer of a dataset. */
    public static DatasetPointer to(String folder) {
        return new DatasetPointer(VERSION, folder, List.of());
    }

    /**
     * Reads the pointer of a dataset; empty if it has none.
     *
     * @param dataset the URI {@code …/datasets/<name>/}
     * @throws dev.madrugada.common.error.TerminalException InvalidContract if the object is no pointer of this version
     */
    public static Optional<DatasetPointer> find(ObjectStore store, URI dataset) {
        URI uri = dataset.resolve(NAME);
        return store.read(uri).map(bytes -> parsed(bytes, uri));
    }

    private static DatasetPointer parsed(byte[] bytes, URI uri) {
        JsonNode pointer;
        try {
            pointer = JSON.readTree(bytes);
        } catch (IOException broken) {
            throw ContractFaults.unreadablePointer(uri, "it is not JSON").exception(broken);
        }
        if (pointer.path("version").asInt() != VERSION) {
            throw ContractFaults.unreadablePointer(uri, "its version is not " + VERSION)
                    .exception();
        }
        String folder = pointer.path("folder").asText();
        if (!PinnedFolder.isName(folder)) {
            throw ContractFaults.unreadablePointer(uri, "its folder is not a SHA-256 of 64 hexadecimal digits")
                    .exception();
        }
        List<String> previous = new ArrayList<>();
        pointer.path("previous").forEach(each -> previous.add(each.asText()));
        return new DatasetPointer(VERSION, folder, previous);
    }

    /** The pointer after a new folder was published; the current folder becomes the last of the previous ones. */
    public DatasetPointer movedTo(String next) {
        List<String> before = new ArrayList<>(previous);
        before.add(0, folder);
        return new DatasetPointer(VERSION, next, before);
    }

    /**
     * The pointer after a return to an earlier folder: what was current since is no longer among the previous ones. A
     * folder that is not among them is a move forward.
     */
    public DatasetPointer backTo(String earlier) {
        int at = previous.indexOf(earlier);
        return at < 0
                ? movedTo(earlier)
                : new DatasetPointer(VERSION, earlier, previous.subList(at + 1, previous.size()));
    }

    /** Replaces the dataset's pointer by this one. */
    public void write(ObjectStore store, URI dataset) {
        store.write(dataset.resolve(NAME), Json.write(this));
    }
}
