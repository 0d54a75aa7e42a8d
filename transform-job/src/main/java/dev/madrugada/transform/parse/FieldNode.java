package dev.madrugada.transform.parse;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A field that the contract knows: the columns that read it, and the fields in it. The tree is built once per task. */
final class FieldNode {
    private final String path;
    private final Map<String, FieldNode> fields = new HashMap<>();
    private final List<Integer> columns = new ArrayList<>();
    private final List<Integer> below = new ArrayList<>();
    private long seenIn;

    private FieldNode(String path) {
        this.path = path;
    }

    /** The tree over the columns' paths; a column is its place in the list. */
    static FieldNode tree(List<List<String>> paths) {
        FieldNode root = new FieldNode("");
        for (int column = 0; column < paths.size(); column++) {
            FieldNode node = root;
            for (String name : paths.get(column)) {
                node.below.add(column);
                String path = node.path.isEmpty() ? name : node.path + "." + name;
                node = node.fields.computeIfAbsent(name, unseen -> new FieldNode(path));
            }
            node.columns.add(column);
        }
        return root;
    }

    @Nullable
    FieldNode field(String name) {
        return fields.get(name);
    }

    Set<String> names() {
        return fields.keySet();
    }

    /** Where the field stands, for messages: a name of the contract's, not of the payload's. */
    String place() {
        return path.isEmpty() ? "the object" : path;
    }

    boolean hasFields() {
        return !fields.isEmpty();
    }

    List<Integer> columns() {
        return columns;
    }

    /** The columns that read fields in this one. */
    List<Integer> below() {
        return below;
    }

    /** Whether this is the first time the field is met in the record of that number. */
    boolean isFirstIn(long recordNumber) {
        boolean first = seenIn != recordNumber;
        seenIn = recordNumber;
        return first;
    }

    /** Sets the bits of the columns whose field was met in any record. */
    void markSeen(BitSet seen) {
        if (seenIn > 0) {
            columns.forEach(seen::set);
        }
        fields.values().forEach(field -> field.markSeen(seen));
    }
}
