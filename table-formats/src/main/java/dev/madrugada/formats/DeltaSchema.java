package dev.madrugada.formats;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.madrugada.common.contract.Column;
import dev.madrugada.common.contract.ColumnType;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A table's columns as Delta's log has them; all are nullable.
 *
 * @see <a href="https://github.com/delta-io/delta/blob/v3.3.2/PROTOCOL.md#schema-serialization-format">the format</a>
 */
final class DeltaSchema {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private DeltaSchema() {}

    static ObjectNode of(List<Column> columns) {
        ArrayNode fields = JSON.arrayNode();
        columns.forEach(column -> fields.add(field(column.name(), column.type())));
        ObjectNode schema = JSON.objectNode();
        schema.put("type", "struct");
        schema.set("fields", fields);
        return schema;
    }

    /**
     * Requires that the new schema only adds columns or parts of structs.
     *
     * @throws dev.madrugada.common.error.TerminalException InvalidContract if a column is missing or has another type
     */
    static void requireOnlyAdditions(FormatTable table, JsonNode before, JsonNode now) {
        requireOnlyAdditions(table, "", before, now);
    }

    private static void requireOnlyAdditions(FormatTable table, String path, JsonNode before, JsonNode now) {
        Map<String, JsonNode> types = new LinkedHashMap<>();
        now.path("fields").forEach(field -> types.put(field.path("name").asText(), field.path("type")));
        for (JsonNode field : before.path("fields")) {
            String name = path + field.path("name").asText();
            JsonNode type = types.get(field.path("name").asText());
            JsonNode old = field.path("type");
            if (type != null
                    && old.path("type").asText().equals("struct")
                    && type.path("type").asText().equals("struct")) {
                requireOnlyAdditions(table, name + ".", old, type);
            } else if (!old.equals(type)) {
                throw FormatFaults.columnChanged(table, "Delta", name, text(old), type == null ? "not" : text(type))
                        .exception();
            }
        }
    }

    private static String text(JsonNode type) {
        return type.isTextual() ? type.asText() : type.path("type").asText();
    }

    private static ObjectNode field(String name, ColumnType type) {
        ObjectNode field = JSON.objectNode();
        field.put("name", name);
        field.set("type", type(type));
        field.put("nullable", true);
        field.set("metadata", JSON.objectNode());
        return field;
    }

    private static JsonNode type(ColumnType type) {
        return switch (type.kind()) {
            case BIGINT -> TextNode.valueOf("long");
            case INTEGER -> TextNode.valueOf("integer");
            case DOUBLE -> TextNode.valueOf("double");
            case DECIMAL -> TextNode.valueOf("decimal(" + type.precision() + "," + type.scale() + ")");
            case BOOLEAN -> TextNode.valueOf("boolean");
            case VARCHAR, JSON -> TextNode.valueOf("string");
            case TIMESTAMP -> TextNode.valueOf("timestamp");
            case DATE -> TextNode.valueOf("date");
            case ARRAY -> array(type);
            case MAP -> map(type);
            case STRUCT -> struct(type);
        };
    }

    private static ObjectNode array(ColumnType type) {
        ObjectNode array = JSON.objectNode();
        array.put("type", "array");
        array.set("elementType", type(type.parts().get(0).type()));
        array.put("containsNull", true);
        return array;
    }

    private static ObjectNode map(ColumnType type) {
        ObjectNode map = JSON.objectNode();
        map.put("type", "map");
        map.set("keyType", type(type.parts().get(0).type()));
        map.set("valueType", type(type.parts().get(1).type()));
        map.put("valueContainsNull", true);
        return map;
    }

    private static ObjectNode struct(ColumnType type) {
        ArrayNode fields = JSON.arrayNode();
        type.parts().forEach(part -> fields.add(field(part.name(), part.type())));
        ObjectNode struct = JSON.objectNode();
        struct.put("type", "struct");
        struct.set("fields", fields);
        return struct;
    }
}
