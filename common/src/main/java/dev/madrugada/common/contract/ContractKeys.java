package dev.madrugada.common.contract;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/**
 * The keys and values of a contract in a form that depends neither on comments and formatting nor on the order of keys.
 * The order of lists counts. Keys that the reader does not know yet are included.
 */
final class ContractKeys {
    /** The keys that transform does not read. */
    private static final Set<String> NOT_OF_TRANSFORM = Set.of(
            "report",
            "warehouse",
            "catalog",
            "catch-up-days",
            "payload.columns[].description",
            "lookups[].columns[].description",
            "derived[].description");

    private final StringBuilder text = new StringBuilder();

    private ContractKeys() {}

    /**
     * The keys that transform reads.
     *
     * @param file the file's name for messages
     */
    static String ofTransform(String file, String contract) {
        ContractKeys keys = new ContractKeys();
        YamlDocument.parse(file, contract).top().ifPresent(top -> keys.add(top, ""));
        return keys.text.toString();
    }

    private void add(Node node, String path) {
        if (node instanceof MappingNode mapping) {
            add(mapping.getValue(), path);
        } else if (node instanceof SequenceNode sequence) {
            text.append('[');
            sequence.getValue().forEach(item -> add(item, path + "[]"));
            text.append(']');
        } else if (node instanceof ScalarNode scalar) {
            addText(scalar.getTag().getValue());
            addText(scalar.getValue());
        }
    }

    private void add(List<NodeTuple> entries, String path) {
        Map<String, Node> values = new TreeMap<>();
        for (NodeTuple entry : entries) {
            if (entry.getKeyNode() instanceof ScalarNode key) {
                values.put(key.getValue(), entry.getValueNode());
            }
        }
        text.append('{');
        values.forEach((key, value) -> {
            String at = path.isEmpty() ? key : path + "." + key;
            if (!NOT_OF_TRANSFORM.contains(at)) {
                addText(key);
                add(value, at);
            }
        });
        text.append('}');
    }

    /** Writes the text's length before it, so that no two contracts have the same form. */
    private void addText(String value) {
        text.append(value.length()).append(':').append(value);
    }
}
