package dev.madrugada.common.contract;

import java.util.Collections;
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
 * Reads the keys of a YAML mapping. A missing key or a value of the wrong kind is reported to the document; the method
 * then returns a placeholder, so that reading continues and finds further problems.
 */
final class YamlMapping {
    private final Map<String, YamlNode> values = new LinkedHashMap<>();
    private final Map<String, Integer> lines = new LinkedHashMap<>();
    private final Set<String> readKeys = new LinkedHashSet<>();
    private final Presence presence;
    private final String path;
    private final int line;
    private final YamlDocument document;
    private boolean hasOwnWords;

    private enum Presence {
        THERE,
        /** A placeholder for a missing mapping, which has been reported: its missing keys are not reported again. */
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
        document.register(this);
    }

    /** A placeholder for a mapping that is missing or of another kind, which has been reported. */
    static YamlMapping absent(String path, int line, YamlDocument document) {
        return new YamlMapping(Presence.ABSENT, path, line, document);
    }

    /** Reports a key or value of the mapping that is invalid together with others. */
    void problem(String what, String why, String fix) {
        document.report(document.at(line).what(what).because(why).fix(fix));
    }

    String path() {
        return path;
    }

    int line() {
        return line;
    }

    boolean isThere() {
        return presence == Presence.THERE;
    }

    /** The value of an optional key. */
    Optional<YamlNode> find(String key) {
        readKeys.add(key);
        return Optional.ofNullable(values.get(key));
    }

    /** The value of a required key; reports the key if it is missing. */
    Optional<YamlNode> require(String key) {
        Optional<YamlNode> value = find(key);
        if (value.isEmpty() && isThere()) {
            document.report(document.at(line)
                    .what("'" + pathOf(key) + "' is missing")
                    .because("it has no default")
                    .fix("add '" + key + ":'"));
        }
        return value;
    }

    /** Whether an optional key is true; without the key it is false. */
    boolean isTrue(String key) {
        return find(key).filter(YamlNode::flag).isPresent();
    }

    /** The text of a required key. */
    YamlText text(String key) {
        return require(key).map(YamlNode::text).orElseGet(() -> absentText(key));
    }

    /** The text of an optional key. */
    YamlText text(String key, String otherwise) {
        return find(key).map(YamlNode::text).orElseGet(() -> new YamlText(otherwise, line, pathOf(key), document));
    }

    /** The text, number or boolean of a required key, as it is written; its value may be empty. */
    Optional<YamlText> literal(String key) {
        return require(key).flatMap(YamlNode::literal);
    }

    /** The mapping of a required key. */
    YamlMapping mapping(String key) {
        return require(key).map(YamlNode::mapping).orElseGet(() -> absent(pathOf(key), line, document));
    }

    /** The items of a required list, which must not be empty. */
    List<YamlNode> items(String key) {
        return require(key)
                .map(list -> {
                    List<YamlNode> items = list.items();
                    if (items.isEmpty() && list.isList()) {
                        document.report(document.at(list.line())
                                .what(pathOf(key) + " is empty")
                                .because("it needs at least one item")
                                .fix("add an item"));
                    }
                    return items;
                })
                .orElse(List.of());
    }

    /** The text of a required key, or the texts of its list, which must not be empty. */
    List<YamlText> texts(String key) {
        Optional<YamlNode> node = require(key);
        if (node.isPresent() && node.get().isList()) {
            return items(key).stream().map(YamlNode::text).toList();
        }
        return node.map(YamlNode::text).stream().toList();
    }

    /** The items of an optional list, which may be empty. */
    List<YamlNode> itemsIfAny(String key) {
        return find(key).map(YamlNode::items).orElse(List.of());
    }

    /** The enum constant of an optional key, which is written in kebab-case. */
    <E extends Enum<E>> E choice(String key, E otherwise) {
        return find(key)
                .flatMap(node -> node.choice(otherwise.getDeclaringClass()))
                .orElse(otherwise);
    }

    /** All values by key, for a mapping whose keys are the contract's own words. */
    Map<String, YamlNode> entries() {
        hasOwnWords = true;
        return Collections.unmodifiableMap(values);
    }

    void reportUnknownKeys() {
        if (hasOwnWords) {
            return;
        }
        lines.forEach((key, at) -> {
            if (!readKeys.contains(key)) {
                document.reportUnknownKey(at, key, pathOf(key), readKeys);
            }
        });
    }

    Set<String> readKeys() {
        return readKeys.stream()
                .map(key -> pathOf(key).replaceAll("\\[\\d+]", "[]"))
                .collect(Collectors.toSet());
    }

    private void take(NodeTuple tuple) {
        Node keyNode = tuple.getKeyNode();
        int at = keyNode.getStartMark().map(Mark::getLine).orElse(0) + 1;
        String key = keyNode instanceof ScalarNode scalar ? scalar.getValue() : "?";
        Integer before = lines.putIfAbsent(key, at);
        if (before != null) {
            document.report(document.at(at)
                    .what("'" + pathOf(key) + "' is given twice")
                    .because("it is also on line " + before)
                    .fix("keep one of them"));
        }
        values.putIfAbsent(key, new YamlNode(tuple.getValueNode(), pathOf(key), at, document));
    }

    private String pathOf(String key) {
        return path.isEmpty() ? key : path + "." + key;
    }

    private YamlText absentText(String key) {
        return new YamlText("", line, pathOf(key), document);
    }
}
