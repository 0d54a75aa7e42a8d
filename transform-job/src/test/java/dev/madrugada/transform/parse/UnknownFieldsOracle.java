package dev.madrugada.transform.parse;

import com.fasterxml.jackson.databind.JsonNode;
import dev.madrugada.common.contract.ColumnType;
import dev.madrugada.common.contract.FieldPath;
import dev.madrugada.common.contract.FieldPath.Step;
import dev.madrugada.common.contract.Payload;
import dev.madrugada.common.contract.SourceColumn;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Finds the fields of a tree that no column reads, and the fields that occur twice where no column is affected. */
final class UnknownFieldsOracle {
    private static final int NO_COLUMN = -1;
    private static final int KEPT = -2;

    private final Payload payload;
    private final PayloadTree tree;
    private final List<Path> paths = new ArrayList<>();
    private int count;
    private boolean hasUnreadDuplicate;
    private boolean hasKeptDuplicate;

    /** What is left of a path below a node; a type stands for all of its parts. */
    private record Path(
            int column, List<Step> rest, @Nullable ColumnType type, boolean isIgnored, boolean isPart) {
        boolean ends() {
            return rest.isEmpty();
        }

        boolean isNestedHere() {
            return ends() && type != null && (isPart || type.isSemiStructured());
        }

        boolean opensObject() {
            return ends()
                    ? type != null && (type.kind() == ColumnType.Kind.STRUCT || type.kind() == ColumnType.Kind.MAP)
                    : rest.get(0) instanceof FieldPath.Field;
        }

        boolean opensArray() {
            boolean isRows = column == NO_COLUMN && !isIgnored;
            return ends()
                    ? isRows || (type != null && type.kind() == ColumnType.Kind.ARRAY)
                    : !(rest.get(0) instanceof FieldPath.Field);
        }

        Path next() {
            return new Path(column, rest.subList(1, rest.size()), type, isIgnored, isPart);
        }

        Path part(ColumnType part) {
            return new Path(column, List.of(), part, isIgnored, true);
        }
    }

    UnknownFieldsOracle(Payload payload, PayloadTree tree) {
        this.payload = payload;
        this.tree = tree;
        for (int i = 0; i < payload.columns().size(); i++) {
            SourceColumn column = payload.columns().get(i);
            boolean isPosition = column.path().steps().stream().anyMatch(FieldPath.Position.class::isInstance);
            if (!isPosition && !column.path().equals(FieldPath.UNKNOWN_FIELDS)) {
                paths.add(new Path(i, column.path().steps(), column.column().type(), false, false));
            }
        }
        if (payload.rows() != null) {
            paths.add(new Path(NO_COLUMN, payload.rows().steps(), null, false, false));
        }
        payload.ignored().forEach(path -> paths.add(new Path(NO_COLUMN, path.steps(), null, true, false)));
        walk(tree.root(), paths, Set.of(), false, -1);
    }

    int count() {
        return count;
    }

    boolean hasUnreadDuplicate() {
        return hasUnreadDuplicate;
    }

    boolean hasKeptDuplicate() {
        return hasKeptDuplicate;
    }

    /** The JSON text of the unknown fields, with those of one row's element; null if there are none. */
    @Nullable
    String kept(int row) {
        return walk(tree.root(), paths, Set.of(), false, row);
    }

    private boolean keeps() {
        return payload.unknownFields() == Payload.UnknownFields.KEEP;
    }

    private @Nullable String walk(JsonNode node, List<Path> here, Set<Integer> above, boolean isKnown, int row) {
        Set<Integer> enclosing = new HashSet<>(above);
        here.stream().filter(Path::isNestedHere).forEach(path -> enclosing.add(path.column()));
        boolean knowsAll = isKnown
                || here.stream()
                        .anyMatch(path -> path.ends()
                                && (path.isIgnored()
                                        || (path.type() != null && path.type().kind() == ColumnType.Kind.JSON)));
        if (node.isObject() && (here.isEmpty() || here.stream().anyMatch(Path::opensObject))) {
            return object(node, here, enclosing, knowsAll, row);
        }
        if (node.isArray() && here.stream().anyMatch(Path::opensArray)) {
            return array(node, here, enclosing, knowsAll, row);
        }
        inside(node, enclosing);
        return null;
    }

    private @Nullable String object(JsonNode node, List<Path> here, Set<Integer> enclosing, boolean knowsAll, int row) {
        List<String> kept = new ArrayList<>();
        for (Map.Entry<String, JsonNode> field : node.properties()) {
            String text = field(field.getKey(), field.getValue(), here, enclosing, knowsAll, row, false);
            if (text != null) {
                kept.add(tree.quoted(field.getKey()) + ":" + text);
            }
        }
        for (Map.Entry<String, JsonNode> field : tree.repeated(node)) {
            field(field.getKey(), field.getValue(), here, enclosing, knowsAll, row, true);
        }
        return kept.isEmpty() ? null : "{" + String.join(",", kept) + "}";
    }

    private @Nullable String field(
            String name,
            JsonNode value,
            List<Path> here,
            Set<Integer> enclosing,
            boolean knowsAll,
            int row,
            boolean isRepeated) {
        List<Path> next = new ArrayList<>();
        for (Path path : here) {
            if (!path.ends()) {
                if (path.rest().get(0).equals(new FieldPath.Field(name))) {
                    next.add(path.next());
                }
            } else if (path.type() != null && path.type().kind() == ColumnType.Kind.STRUCT) {
                path.type().parts().stream()
                        .filter(part -> part.name().equals(name))
                        .forEach(part -> next.add(path.part(part.type())));
            } else if (path.type() != null && path.type().kind() == ColumnType.Kind.MAP) {
                next.add(path.part(path.type().parts().get(1).type()));
            }
        }
        if (next.isEmpty() || (!knowsAll && isUnknown(next, value))) {
            Set<Integer> affected = new HashSet<>(enclosing);
            if (keeps() && !knowsAll) {
                affected.add(KEPT);
            }
            count += knowsAll ? 0 : 1;
            if (isRepeated) {
                hit(affected);
            }
            inside(value, affected);
            return keeps() && !knowsAll ? tree.slice(value) : null;
        }
        if (isRepeated) {
            Set<Integer> affected = new HashSet<>(enclosing);
            next.stream().filter(path -> !path.isIgnored()).forEach(path -> affected.add(path.column()));
            hit(affected);
            Set<Integer> over = new HashSet<>(enclosing);
            next.stream().filter(Path::isNestedHere).forEach(path -> over.add(path.column()));
            inside(value, over);
            return null;
        }
        return walk(value, next, enclosing, knowsAll, row);
    }

    private boolean isUnknown(List<Path> next, JsonNode value) {
        return next.stream().allMatch(path -> path.isIgnored() && !path.ends())
                && !tree.isNull(value)
                && !(value.isObject() && next.stream().anyMatch(Path::opensObject))
                && !(value.isArray() && next.stream().anyMatch(Path::opensArray));
    }

    private @Nullable String array(JsonNode node, List<Path> here, Set<Integer> enclosing, boolean knowsAll, int row) {
        boolean isRows = here.stream().anyMatch(path -> path.ends() && path.column() == NO_COLUMN && !path.isIgnored());
        List<String> kept = new ArrayList<>();
        for (int i = 0; i < node.size(); i++) {
            List<Path> next = new ArrayList<>();
            for (Path path : here) {
                if (path.ends()) {
                    if (path.type() != null && path.type().kind() == ColumnType.Kind.ARRAY) {
                        next.add(path.part(path.type().parts().get(0).type()));
                    }
                } else if (path.rest().get(0) instanceof FieldPath.Element
                        || path.rest().get(0).equals(new FieldPath.Index(i))
                        || path.rest().get(0).equals(new FieldPath.Index(i - node.size()))) {
                    next.add(path.next());
                }
            }
            if (next.isEmpty() && !isRows) {
                inside(node.get(i), enclosing);
            } else {
                String text = walk(node.get(i), next, enclosing, knowsAll, row);
                if (text != null && (!isRows || i == row)) {
                    kept.add(text);
                }
            }
        }
        return kept.isEmpty() ? null : "[" + String.join(",", kept) + "]";
    }

    private void inside(JsonNode node, Set<Integer> affected) {
        if (tree.hasDuplicate(node)) {
            hit(affected);
        }
    }

    private void hit(Set<Integer> affected) {
        hasUnreadDuplicate |= affected.isEmpty();
        hasKeptDuplicate |= affected.contains(KEPT);
    }
}
