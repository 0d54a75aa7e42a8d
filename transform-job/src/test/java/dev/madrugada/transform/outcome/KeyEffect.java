package dev.madrugada.transform.outcome;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.madrugada.common.contract.DatasetFolder;
import dev.madrugada.transform.Contracts;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.schema.CoreSchema;

/**
 * A case of the test resource key-effects.yaml, which explains its form.
 *
 * @param key a key of the contract, as a path such as {@code payload.columns[].name}
 */
record KeyEffect(String key, JsonNode definition) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String COLUMNS = """
            [{"name": "id", "type": "bigint", "required": true}, {"name": "at", "type": "timestamp", "required": true}]
            """;
    private static final String SECTIONS = """
            {"key": {"columns": ["id"]}, "event-time": {"column": "at", "partition": "day"}}
            """;

    static List<KeyEffect> all() {
        LoadSettings settings =
                LoadSettings.builder().setSchema(new CoreSchema()).build();
        try (InputStream in = KeyEffect.class.getResourceAsStream("key-effects.yaml")) {
            JsonNode cases = JSON.valueToTree(new Load(settings).loadFromInputStream(Objects.requireNonNull(in)));
            List<KeyEffect> effects = new ArrayList<>();
            cases.forEach(each -> effects.add(new KeyEffect(each.path("key").asText(), each)));
            return effects;
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /** The contract with the key. */
    DatasetFolder folder() {
        return folder(sections());
    }

    /** The contract with another value of the key, or without the key. */
    DatasetFolder otherFolder() {
        ObjectNode sections = sections();
        if (!changed(sections, key)) {
            throw new IllegalStateException("the contract has no " + key + ": " + sections);
        }
        return folder(sections);
    }

    /** The payloads of the records, in the order of their arrival. */
    List<byte[]> payloads() {
        List<byte[]> payloads = new ArrayList<>();
        for (JsonNode each : definition.path("records")) {
            if (each.isTextual()) {
                String text = each.asText();
                payloads.add(
                        text.startsWith("hex:")
                                ? java.util.HexFormat.of().parseHex(text.substring("hex:".length()))
                                : text.getBytes(StandardCharsets.UTF_8));
            } else {
                ObjectNode record = JSON.createObjectNode();
                record.put("id", payloads.size() + 1).put("at", "2001-01-01T10:00:00Z");
                record.setAll((ObjectNode) each);
                payloads.add(record.toString().getBytes(StandardCharsets.UTF_8));
            }
        }
        return payloads;
    }

    Instant firstArrivedAt() {
        return Instant.parse(definition.path("arrived").asText("2001-01-01T12:00:00Z"));
    }

    List<String> gives() {
        return texts("gives");
    }

    List<String> instead() {
        return texts("instead");
    }

    private List<String> texts(String name) {
        List<String> texts = new ArrayList<>();
        definition.path(name).forEach(text -> texts.add(text.asText()));
        return texts;
    }

    private ObjectNode sections() {
        ObjectNode sections = object(SECTIONS);
        ObjectNode payload = sections.putObject("payload");
        ArrayNode columns = payload.putArray("columns").addAll((ArrayNode) tree(COLUMNS));
        if (definition.has("column")) {
            columns.add(JSON.createObjectNode().put("name", "x").setAll((ObjectNode) copy("column")));
        }
        if (definition.has("payload")) {
            payload.setAll((ObjectNode) copy("payload"));
        }
        if (definition.has("sections")) {
            sections.setAll((ObjectNode) copy("sections"));
        }
        return sections;
    }

    private DatasetFolder folder(ObjectNode sections) {
        StringBuilder yaml = new StringBuilder();
        sections.fields()
                .forEachRemaining(section -> yaml.append(section.getKey())
                        .append(": ")
                        .append(section.getValue())
                        .append('\n'));
        Map<String, byte[]> files = new HashMap<>();
        definition
                .path("files")
                .fields()
                .forEachRemaining(file ->
                        files.put(file.getKey(), file.getValue().asText().getBytes(StandardCharsets.UTF_8)));
        return Contracts.withFiles(yaml.toString(), files);
    }

    /** Changes the key below a node; of a list, in the last item that has it. False if there is no such key. */
    private boolean changed(@Nullable JsonNode at, String path) {
        if (!(at instanceof ObjectNode object)) {
            return false;
        }
        int dot = path.indexOf('.');
        if (dot < 0) {
            JsonNode before = definition.has("other") ? object.replace(path, copy("other")) : object.remove(path);
            return before != null;
        }
        String name = path.substring(0, dot);
        String rest = path.substring(dot + 1);
        if (!name.endsWith("[]")) {
            return changed(object.get(name), rest);
        }
        JsonNode items = object.path(name.substring(0, name.length() - 2));
        for (int i = items.size() - 1; i >= 0; i--) {
            if (changed(items.get(i), rest)) {
                return true;
            }
        }
        return false;
    }

    private JsonNode copy(String name) {
        return definition.path(name).deepCopy();
    }

    private static JsonNode tree(String json) {
        try {
            return JSON.readTree(json);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private static ObjectNode object(String json) {
        return (ObjectNode) tree(json);
    }

    @Override
    public String toString() {
        return key;
    }
}
