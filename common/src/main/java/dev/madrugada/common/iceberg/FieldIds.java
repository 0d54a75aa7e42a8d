package dev.madrugada.common.iceberg;

import dev.madrugada.common.contract.Column;
import dev.madrugada.common.contract.ColumnType;
import java.io.Serializable;
import java.util.Collection;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The ids of a table's columns and of the parts of its nested columns. Iceberg finds a column in a file by its id, so a
 * path keeps its id for ever. A path consists of names joined by {@code /}: {@code tags/element}, {@code place/city}; a
 * {@code /} in a name is written as {@code ~1}, a {@code ~} as {@code ~0}.
 *
 * @param last the greatest id that was ever assigned
 */
public record FieldIds(int last, SortedMap<String, Integer> ids) implements Serializable {
    public static final FieldIds NONE = new FieldIds(0, Collections.emptySortedMap());

    public FieldIds {
        ids = Collections.unmodifiableSortedMap(new TreeMap<>(ids));
    }

    /** The path of a column. */
    public static String path(String column) {
        return column.replace("~", "~0").replace("/", "~1");
    }

    /** The path of a part of a nested column. */
    public static String path(String parent, String part) {
        return parent + "/" + path(part);
    }

    /**
     * The id of a path.
     *
     * @throws IllegalArgumentException if no id was assigned
     */
    public int of(String path) {
        Integer id = ids.get(path);
        if (id == null) {
            throw new IllegalArgumentException("no id is assigned to '" + path + "'");
        }
        return id;
    }

    /** These ids, and the next free ones for the columns and parts that have none. */
    public FieldIds with(Collection<Column> columns) {
        Assigned assigned = new Assigned(last, new TreeMap<>(ids));
        // Columns first: their ids stay small and in order, as every Iceberg writer assigns them.
        columns.forEach(column -> assigned.add(path(column.name())));
        columns.forEach(column -> assigned.addParts(path(column.name()), column.type()));
        return new FieldIds(assigned.last, assigned.ids);
    }

    private static final class Assigned {
        private final SortedMap<String, Integer> ids;
        private int last;

        Assigned(int last, SortedMap<String, Integer> ids) {
            this.last = last;
            this.ids = ids;
        }

        void add(String path) {
            if (!ids.containsKey(path)) {
                last++;
                ids.put(path, last);
            }
        }

        void addParts(String path, ColumnType type) {
            type.parts().forEach(part -> add(path(path, part.name())));
            type.parts().forEach(part -> addParts(path(path, part.name()), part.type()));
        }
    }
}
