package dev.madrugada.transform.parse;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One node of the tree of fields that the contract's columns read: the columns that read this field, and its nested
 * fields. A parser builds the tree once and uses it for all its payloads. Not thread-safe.
 */
final class FieldNode {
    private final String path;
    private final Map<String, FieldNode> fields = new HashMap<>();
    private final List<Integer> columns = new ArrayList<>();
    private final List<Integer> nestedColumns = new ArrayList<>();
    private long lastSeenRecord;

    private FieldNode(String path) {
        this.path = path;
    }

    /** Builds the tree for the columns' paths; a column is identified by its index in the list. */
    static FieldNode tree(List<List<String>> paths) {
        FieldNode root = new FieldNode("");
        for (int column = 0; column < paths.size(); column++) {
            FieldNode node = root;
            for (String name : paths.get(column)) {
                node.nestedColumns.add(column);
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

    /** The field's path for messages; it comes from the contract, never from a payload. */
    String displayPath() {
        return path.isEmpty() ? "the object" : path;
    }

    boolean hasFields() {
        return !fields.isEmpty();
    }

    List<Integer> columns() {
        return columns;
    }

    /** The columns that read nested fields of this field. */
    List<Integer> nestedColumns() {
        return nestedColumns;
    }

    /** Notes the field in the given record (counted from 1); false if the record had the field already. */
    boolean isFirstIn(long recordNumber) {
        boolean first = lastSeenRecord != recordNumber;
        lastSeenRecord = recordNumber;
        return first;
    }

    /** Sets the bits of all columns whose field occurred in at least one record. */
    void markSeen(BitSet seen) {
        if (lastSeenRecord > 0) {
            columns.forEach(seen::set);
        }
        fields.values().forEach(field -> field.markSeen(seen));
    }
}
