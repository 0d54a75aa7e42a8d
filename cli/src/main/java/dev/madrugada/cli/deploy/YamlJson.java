package dev.madrugada.cli.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigInteger;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/** YAML as JSON: whole numbers, true, false and null as such, every other scalar as a text. */
final class YamlJson {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private YamlJson() {}

    static JsonNode of(Node node) {
        if (node instanceof MappingNode mapping) {
            ObjectNode object = JSON.objectNode();
            for (NodeTuple pair : mapping.getValue()) {
                object.set(of(pair.getKeyNode()).asText(), of(pair.getValueNode()));
            }
            return object;
        }
        if (node instanceof SequenceNode sequence) {
            ArrayNode array = JSON.arrayNode();
            sequence.getValue().forEach(each -> array.add(of(each)));
            return array;
        }
        return node instanceof ScalarNode scalar ? scalar(scalar) : JSON.nullNode();
    }

    private static JsonNode scalar(ScalarNode scalar) {
        String text = scalar.getValue();
        if (scalar.getTag().equals(Tag.NULL)) {
            return JSON.nullNode();
        }
        if (scalar.getTag().equals(Tag.BOOL)) {
            return JSON.booleanNode(Boolean.parseBoolean(text));
        }
        if (scalar.getTag().equals(Tag.INT) && text.matches("-?[0-9]+")) {
            return JSON.numberNode(new BigInteger(text));
        }
        return JSON.textNode(text);
    }
}
