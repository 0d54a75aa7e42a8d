package dev.madrugada.transform.parse;

import dev.madrugada.common.contract.Column;
import dev.madrugada.common.contract.ColumnType;
import dev.madrugada.common.contract.ColumnType.Kind;
import dev.madrugada.common.contract.ColumnType.Part;
import dev.madrugada.common.contract.FieldPath;
import dev.madrugada.common.contract.FieldPath.Step;
import dev.madrugada.common.contract.Payload;
import dev.madrugada.common.contract.Payload.InvalidValues;
import dev.madrugada.common.contract.Payload.UnknownFields;
import dev.madrugada.common.contract.PayloadFormat;
import dev.madrugada.common.contract.SourceColumn;
import dev.madrugada.common.contract.SourceColumn.Presence;
import dev.madrugada.common.contract.ValueRules;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A random shape of records: it draws a contract that reads such records, and records that have the shape. */
final class RandomShape {
    private static final List<String> NAMES =
            List.of("a", "b", "id", "d.e", "two words", "\u00e9\u20ac", "$f", "q\"", "x[0]", "\ud83d\ude00");

    private final Random random;
    private final Node root;
    private final List<SourceColumn> columns = new ArrayList<>();
    private final List<FieldPath> ignored = new ArrayList<>();
    private final UnknownFields unknownFields;
    private @Nullable FieldPath rows;

    /** An object, an array, a map or a plain value. */
    private record Node(
            Kind kind, Map<String, Node> fields, @Nullable Node part, ColumnType type) {}

    RandomShape(Random random) {
        this.random = random;
        this.unknownFields = any(List.of(UnknownFields.values()));
        this.root = object(0);
        while (columns.isEmpty()) {
            root.fields().forEach((name, node) -> read(node, List.of(new FieldPath.Field(name))));
        }
        if (unknownFields == UnknownFields.KEEP) {
            add(ColumnType.of(Kind.JSON), FieldPath.UNKNOWN_FIELDS, Presence.OPTIONAL);
        }
    }

    Payload payload() {
        InvalidValues invalid = one(4) ? InvalidValues.NULL : InvalidValues.QUARANTINE;
        return new Payload(columns, unknownFields, invalid, PayloadFormat.JSON, rows, ignored);
    }

    private boolean one(int of) {
        return random.nextInt(of) == 0;
    }

    private <T> T any(List<T> of) {
        return of.get(random.nextInt(of.size()));
    }

    private Node node(int depth) {
        if (depth >= 3 || random.nextInt(10) < 5) {
            ColumnType type = any(List.of(
                    ColumnType.of(Kind.BIGINT),
                    ColumnType.of(Kind.INTEGER),
                    ColumnType.of(Kind.DOUBLE),
                    ColumnType.parse("decimal(9,3)"),
                    ColumnType.parse("decimal(38,37)"),
                    ColumnType.of(Kind.BOOLEAN),
                    ColumnType.parse("varchar(12)"),
                    ColumnType.parse("varchar(65535)"),
                    ColumnType.of(Kind.TIMESTAMP),
                    ColumnType.of(Kind.DATE)));
            return new Node(type.kind(), Map.of(), null, type);
        }
        return switch (random.nextInt(5)) {
            case 0, 1 -> object(depth + 1);
            case 2, 3 -> {
                Node element = node(depth + 1);
                yield new Node(Kind.ARRAY, Map.of(), element, ColumnType.arrayOf(element.type()));
            }
            default -> {
                Node value = node(depth + 1);
                yield new Node(
                        Kind.MAP, Map.of(), value, ColumnType.mapOf(ColumnType.parse("varchar(16)"), value.type()));
            }
        };
    }

    private Node object(int depth) {
        Map<String, Node> fields = new TreeMap<>();
        for (int i = random.nextInt(1, depth == 0 ? 6 : 4); i > 0; i--) {
            fields.put(any(NAMES), node(depth));
        }
        List<Part> parts = new ArrayList<>();
        fields.forEach((name, node) -> parts.add(new Part(name, node.type())));
        return new Node(Kind.STRUCT, fields, null, ColumnType.structOf(parts));
    }

    /** Chooses how the contract reads a value. */
    private void read(Node node, List<Step> path) {
        if (one(12)) {
            ignored.add(new FieldPath(path));
            return;
        }
        if (unknownFields != UnknownFields.QUARANTINE && one(10)) {
            return;
        }
        do {
            if (one(4)) {
                add(
                        node.kind() == Kind.STRUCT || one(2) ? node.type() : ColumnType.of(Kind.JSON),
                        new FieldPath(path),
                        presence());
            } else {
                readParts(node, path);
            }
        } while (one(4));
    }

    private void readParts(Node node, List<Step> path) {
        Node part = node.part();
        if (node.kind() == Kind.STRUCT) {
            node.fields().forEach((name, field) -> read(field, with(path, new FieldPath.Field(name))));
        } else if (node.kind() == Kind.ARRAY && part != null) {
            boolean mayMakeRows = rows == null && path.stream().allMatch(FieldPath.Field.class::isInstance);
            if (mayMakeRows && one(2)) {
                rows = new FieldPath(path);
                read(part, with(path, new FieldPath.Element()));
                if (one(2)) {
                    Kind kind = one(2) ? Kind.INTEGER : Kind.BIGINT;
                    add(ColumnType.of(kind), new FieldPath(with(path, new FieldPath.Position())), Presence.OPTIONAL);
                }
            } else {
                for (int i = random.nextInt(1, 3); i > 0; i--) {
                    read(part, with(path, new FieldPath.Index(random.nextInt(-2, 3))));
                }
            }
        } else if (node.kind() == Kind.MAP && part != null && unknownFields != UnknownFields.QUARANTINE) {
            read(part, with(path, new FieldPath.Field("k1")));
        } else {
            add(node.type(), new FieldPath(path), presence());
        }
    }

    private Presence presence() {
        return one(4) ? Presence.REQUIRED : Presence.OPTIONAL;
    }

    private static List<Step> with(List<Step> path, Step step) {
        List<Step> longer = new ArrayList<>(path);
        longer.add(step);
        return longer;
    }

    private void add(ColumnType type, FieldPath path, Presence presence) {
        Column column = new Column("c" + columns.size(), type, Set.of());
        columns.add(new SourceColumn(column, path, presence, ValueRules.PLAIN));
    }

    /** The JSON text of a record of this shape. */
    String record() {
        StringBuilder json = new StringBuilder();
        writeValue(root, json);
        return json.toString();
    }

    private void write(Node node, StringBuilder json) {
        if (one(40)) {
            json.append("null");
        } else {
            writeValue(node, json);
        }
    }

    private void writeValue(Node node, StringBuilder json) {
        Node part = node.part();
        switch (node.kind()) {
            case STRUCT -> {
                json.append('{');
                node.fields().forEach((name, field) -> {
                    if (!one(30)) {
                        separate(json, '{').append(RandomJson.quoted(name)).append(':');
                        write(field, json);
                    }
                });
                if (unknownFields != UnknownFields.QUARANTINE && one(4)) {
                    separate(json, '{').append("\"more\":").append(RandomJson.value(random));
                }
                json.append('}');
            }
            case ARRAY -> {
                json.append('[');
                for (int i = random.nextInt(4); i > 0 && part != null; i--) {
                    write(part, separate(json, '['));
                }
                json.append(']');
            }
            case MAP -> {
                json.append('{');
                for (int i = random.nextInt(3); i > 0 && part != null; i--) {
                    separate(json, '{').append("\"k").append(i).append("\":");
                    write(part, json);
                }
                json.append('}');
            }
            default -> json.append(RandomJson.valueOf(node.type(), random));
        }
    }

    private static StringBuilder separate(StringBuilder json, char open) {
        return json.charAt(json.length() - 1) == open ? json : json.append(',');
    }
}
