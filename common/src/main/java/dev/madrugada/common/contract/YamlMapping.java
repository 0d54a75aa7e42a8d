package dev.madrugada.common.contract;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/**
 * The keys of a mapping, asked for one by one. What is missing or of the wrong kind is reported, and a stand-in
 * returned, so that reading goes on to the next problem.
 */
final class YamlMapping {
    private final Map<String, YamlNode> values = new LinkedHashMap<>();
    private final Map<String, Integer> lines = new LinkedHashMap<>();
    private final Set<String> asked = new LinkedHashSet<>();
    private final Presence presence;
    private final String path;
    private final int line;
    private final YamlDocument document;

    private enum Presence {
        THERE,
        /** Reported already: whatever it is asked for, it says nothing. */
        ABSENT
    }

    private YamlMapping(Presence presence, String path, int line, YamlDocument document) {
        this.presence = presence;
        this.path = path;
        this.line = line;
        this.document = document;
    }

    YamlMapping(MappingNode node, String path, int line, YamlDocument document) {
        this(Presence.THERE, path, line, document);
        node.getValue().forEach(this::take);
        document.opened(this);
    }

    /** In the place of a mapping that is missing or something else, which was reported. */
    static YamlMapping absent(String path, int line, YamlDocument document) {
        return new YamlMapping(Presence.ABSENT, path, line, document);
    }

    int line() {
        return line;
    }

    boolean isThere() {
        return presence == Presence.THERE;
    }

    /** The key's value, which need not be there. */
    Optional<YamlNode> find(String key) {
        asked.add(key);
        return Optional.ofNullable(values.get(key));
    }

    /** The key's value, whose absence is reported. */
    Optional<YamlNode> require(String key) {
        Optional<YamlNode> value = find(key);
        if (value.isEmpty() && isThere()) {
            document.report(document.at(line)
                    .what("'" + below(key) + "' is missing")
                    .because("it has no default")
                    .fix("add '" + key + ":'"));
        }
        return value;
    }

    YamlText text(String key) {
        return require(key).map(YamlNode::text).orElseGet(() -> absentText(key));
    }

    YamlText text(String key, String otherwise) {
        return find(key).map(YamlNode::text).orElseGet(() -> new YamlText(otherwise, line, below(key), document));
    }

    YamlMapping mapping(String key) {
        return require(key).map(YamlNode::mapping).orElseGet(() -> absent(below(key), line, document));
    }

    /** A list that must be there and must hold something. */
    List<YamlNode> items(String key) {
        return require(key)
                .map(list -> {
                    List<YamlNode> items = list.items();
                    if (items.isEmpty() && list.isList()) {
                        document.report(document.at(list.line())
                                .what(below(key) + " is empty")
                                .because("it has to name at least one")
                                .fix("add one"));
                    }
                    return items;
                })
                .orElse(List.of());
    }

    /** A list that need not be there and may be empty. */
    List<YamlNode> itemsIfAny(String key) {
        return find(key).map(YamlNode::items).orElse(List.of());
    }

    /** A value out of a few, in kebab-case. */
    <E extends Enum<E>> E choice(String key, E otherwise) {
        return find(key)
                .flatMap(node -> node.choice(otherwise.getDeclaringClass()))
                .orElse(otherwise);
    }

    void reportUnknownKeys() {
        lines.forEach((key, at) -> {
            if (!asked.contains(key)) {
                document.reportUnknownKey(at, key, below(key), asked);
            }
        });
    }

    Set<String> askedKeys() {
        return asked.stream()
                .map(key -> below(key).replaceAll("\\[\\d+]", "[]"))
                .collect(Collectors.toSet());
    }

    private void take(NodeTuple tuple) {
        Node keyNode = tuple.getKeyNode();
        int at = keyNode.getStartMark().map(Mark::getLine).orElse(0) + 1;
        String key = keyNode instanceof ScalarNode scalar ? scalar.getValue() : "?";
        Integer before = lines.putIfAbsent(key, at);
        if (before != null) {
            document.report(document.at(at)
                    .what("'" + below(key) + "' is given twice")
                    .because("it stands on line " + before + " too")
                    .fix("keep one of them"));
        }
        values.putIfAbsent(key, new YamlNode(tuple.getValueNode(), below(key), at, document));
    }

    private String below(String key) {
        return path.isEmpty() ? key : path + "." + key;
    }

    private YamlText absentText(String key) {
        return new YamlText("", line, below(key), document);
    }
}
