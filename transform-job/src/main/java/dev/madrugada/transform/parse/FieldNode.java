package dev.madrugada.transform.parse;

import com.fasterxml.jackson.core.JsonToken;
import dev.madrugada.common.contract.FieldPath;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * One node of the tree of values that the contract knows: the columns that read this value, and its known fields and
 * elements. A column of a nested type adds nodes for the parts of its type. A parser builds the tree once and uses it
 * for all its payloads. Not thread-safe.
 */
final class FieldNode {
    private final String path;
    private final List<KnownPath> paths;
    private final Map<String, FieldNode> fields = new HashMap<>();
    private final @Nullable FieldNode anyField;
    private final Map<Integer, FieldNode> elements = new HashMap<>();
    private final Map<List<Integer>, FieldNode> overlaps = new HashMap<>();
    private final @Nullable FieldNode anyElement;
    private final boolean countsFromEnd;
    private final int[] scalarColumns;
    private final int[] nestedColumns;
    private final int[] enclosingColumns;
    private final int[] affectedColumns;
    private final int[] objectColumns;
    private final int[] arrayColumns;
    private final boolean isRows;
    private final boolean isOnlyOnIgnoredPaths;
    private final boolean knowsEveryField;
    private final byte[] name;
    private @Nullable FieldNode first;
    private @Nullable FieldNode follower;
    private long lastVisit;

    /**
     * Builds the tree for the contract's paths.
     *
     * @param path the root's path for messages
     */
    static FieldNode tree(String path, List<KnownPath> paths) {
        return new FieldNode("", path, paths, new int[0], false);
    }

    private FieldNode(String name, String path, List<KnownPath> paths, int[] enclosing, boolean knowsEveryField) {
        this.name = name.getBytes(StandardCharsets.UTF_8);
        this.path = path;
        this.paths = paths;
        this.scalarColumns =
                columns(paths, known -> known.endsHere() && known.use() == KnownPath.Use.READ && !known.isNested());
        this.nestedColumns =
                columns(paths, known -> known.endsHere() && known.use() == KnownPath.Use.READ && known.isNested());
        this.enclosingColumns = union(enclosing, columns(paths, known -> known.endsHere() && known.isNested()));
        this.affectedColumns = union(columns(paths, known -> known.use() != KnownPath.Use.IGNORE), enclosingColumns);
        this.objectColumns = columns(paths, known -> known.nextStep() instanceof FieldPath.Field);
        this.arrayColumns = columns(
                paths,
                known -> known.endsHere()
                        ? known.use() == KnownPath.Use.ROWS
                        : !(known.nextStep() instanceof FieldPath.Field));
        this.isRows = paths.stream().anyMatch(known -> known.endsHere() && known.use() == KnownPath.Use.ROWS);
        this.knowsEveryField = knowsEveryField || paths.stream().anyMatch(KnownPath::knowsEveryField);
        this.isOnlyOnIgnoredPaths =
                !this.knowsEveryField && paths.stream().allMatch(known -> known.use() == KnownPath.Use.IGNORE);

        Map<String, List<KnownPath>> byField = new LinkedHashMap<>();
        Map<Integer, List<KnownPath>> byIndex = new LinkedHashMap<>();
        List<KnownPath> ofAnyField = new ArrayList<>();
        List<KnownPath> ofAnyElement = new ArrayList<>();
        for (KnownPath known : paths) {
            if (known.endsHere()) {
                known.fieldParts().forEach(part -> add(byField, part.name(), known.part(part.type())));
                known.anyFieldPart().ifPresent(ofAnyField::add);
                known.anyElementPart().ifPresent(ofAnyElement::add);
            } else if (known.nextStep() instanceof FieldPath.Field field) {
                add(byField, field.name(), known.next());
            } else if (known.nextStep() instanceof FieldPath.Index index) {
                add(byIndex, index.number(), known.next());
            } else {
                ofAnyElement.add(known.next());
            }
        }
        byField.forEach((field, own) -> fields.put(
                field,
                new FieldNode(field, fieldPath(field), both(own, ofAnyField), enclosingColumns, this.knowsEveryField)));
        byIndex.forEach((index, own) -> elements.put(index, child(path + "[" + index + "]", both(own, ofAnyElement))));
        this.anyField = ofAnyField.isEmpty() ? null : child(path + ".*", ofAnyField);
        boolean isOfRows = isRows || ofAnyElement.stream().anyMatch(known -> known.use() != KnownPath.Use.PART);
        this.anyElement =
                ofAnyElement.isEmpty() && !isRows ? null : child(path + (isOfRows ? "[]" : "[*]"), ofAnyElement);
        this.countsFromEnd = byIndex.keySet().stream().anyMatch(index -> index < 0);
    }

    private static <K> void add(Map<K, List<KnownPath>> paths, K key, KnownPath known) {
        paths.computeIfAbsent(key, unseen -> new ArrayList<>()).add(known);
    }

    private static List<KnownPath> both(List<KnownPath> one, List<KnownPath> other) {
        Set<KnownPath> both = new LinkedHashSet<>(one);
        both.addAll(other);
        return List.copyOf(both);
    }

    private static int[] columns(List<KnownPath> paths, Predicate<KnownPath> which) {
        return paths.stream()
                .filter(which)
                .filter(known -> known.use() != KnownPath.Use.IGNORE)
                .mapToInt(KnownPath::column)
                .distinct()
                .toArray();
    }

    private static int[] union(int[] one, int[] other) {
        BitSet both = new BitSet();
        for (int column : one) {
            both.set(column);
        }
        for (int column : other) {
            both.set(column);
        }
        return both.stream().toArray();
    }

    private FieldNode child(String childPath, List<KnownPath> own) {
        return new FieldNode("", childPath, own, enclosingColumns, knowsEveryField);
    }

    private String fieldPath(String name) {
        String field = new FieldPath.Field(name).toString();
        return path.isEmpty() ? field : path + "." + field;
    }

    /**
     * The node of the field whose name the scanner has read; null if the contract does not know the field. Most objects
     * have their fields in the order of the object before, so the field that followed last time is compared first.
     *
     * @param previous the last known field of the same object; null for its first one
     */
    @Nullable
    FieldNode field(JsonScanner json, @Nullable FieldNode previous) {
        FieldNode expected = previous == null ? first : previous.follower;
        if (expected != null && json.isName(expected.name)) {
            return expected;
        }
        FieldNode field = fields.get(json.name());
        if (field == null) {
            return anyField;
        }
        if (previous == null) {
            first = field;
        } else {
            previous.follower = field;
        }
        return field;
    }

    /**
     * The node of an array's element; null if no path leads to it.
     *
     * @param length the array's length; needed only if {@link #countsFromEnd()}
     */
    @Nullable
    FieldNode element(int index, int length) {
        FieldNode fromStart = elements.get(index);
        FieldNode fromEnd = countsFromEnd ? elements.get(index - length) : null;
        if (fromStart != null && fromEnd != null) {
            return overlaps.computeIfAbsent(
                    List.of(index, index - length),
                    unseen -> child(fromStart.path, both(fromStart.paths, fromEnd.paths)));
        }
        FieldNode element = fromStart == null ? fromEnd : fromStart;
        return element == null ? anyElement : element;
    }

    /** Whether a path counts elements from the array's end, so that its length must be known. */
    boolean countsFromEnd() {
        return countsFromEnd;
    }

    Set<String> names() {
        return fields.keySet();
    }

    /** The value's path for messages; it comes from the contract, never from a payload. */
    String displayPath() {
        return path.isEmpty() ? "the object" : path;
    }

    /** Whether the fields of an object are looked at: some are known, or it makes a row although none is. */
    boolean hasFields() {
        return !fields.isEmpty() || anyField != null || paths.isEmpty();
    }

    boolean hasElements() {
        return isRows || !elements.isEmpty() || anyElement != null;
    }

    /** Whether the value's elements make the rows. */
    boolean isRows() {
        return isRows;
    }

    /** Whether the node is the one of several fields of its object, as the values of a map are. */
    boolean isAnyFieldOf(FieldNode parent) {
        return parent.anyField == this;
    }

    /** Whether a field without a node is known nevertheless: it is ignored, or a part of a json column. */
    boolean knowsEveryField() {
        return knowsEveryField;
    }

    /**
     * Whether the value is unknown although its field is on a path: the path is ignored, and the value has no field or
     * element that the path could mean.
     */
    boolean isUnknown(JsonToken token) {
        return isOnlyOnIgnoredPaths
                && token != JsonToken.VALUE_NULL
                && !(token == JsonToken.START_OBJECT && hasFields())
                && !(token == JsonToken.START_ARRAY && hasElements());
    }

    /** The columns of plain types that read this value. */
    int[] scalarColumns() {
        return scalarColumns;
    }

    /** The columns of nested types and of json that read this value. */
    int[] nestedColumns() {
        return nestedColumns;
    }

    /** The columns of nested types and of json of whose value this one is a part, or that read it. */
    int[] enclosingColumns() {
        return enclosingColumns;
    }

    /** The columns that become invalid if this field is ambiguous: they read it, a part of it, or more than it. */
    int[] affectedColumns() {
        return affectedColumns;
    }

    /** The columns that read fields of this value, which must be an object for them. */
    int[] objectColumns() {
        return objectColumns;
    }

    /** The columns that read elements of this value, which must be an array for them. */
    int[] arrayColumns() {
        return arrayColumns;
    }

    /** Notes that the object with that number has the field; false if it had the field already. */
    boolean isFirstIn(long objectNumber) {
        boolean first = lastVisit != objectNumber;
        lastVisit = objectNumber;
        return first;
    }

    /** Sets the bits of all columns whose value occurred in at least one record. */
    void markSeen(BitSet seen) {
        if (lastVisit > 0) {
            for (int column : scalarColumns) {
                seen.set(column);
            }
            for (int column : nestedColumns) {
                seen.set(column);
            }
        }
        fields.values().forEach(field -> field.markSeen(seen));
        elements.values().forEach(element -> element.markSeen(seen));
        overlaps.values().forEach(element -> element.markSeen(seen));
        if (anyField != null) {
            anyField.markSeen(seen);
        }
        if (anyElement != null) {
            anyElement.markSeen(seen);
        }
    }
}
