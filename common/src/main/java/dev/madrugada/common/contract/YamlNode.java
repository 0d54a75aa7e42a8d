package dev.madrugada.common.contract;

import dev.madrugada.common.text.Spelling;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/**
 * A YAML node. Each method expects one kind of node and reports a node of another kind to the document.
 *
 * @param path the node's path, such as {@code payload.columns[2].type}; empty for the root
 * @param line the line of the node's key, or of the node itself if it is an item of a list; counted from 1
 */
record YamlNode(Node node, String path, int line, YamlDocument document) {
    static int lineOf(Node node) {
        return node.getStartMark().map(Mark::getLine).orElse(0) + 1;
    }

    YamlText text() {
        Optional<ScalarNode> scalar = scalar(Tag.STR);
        if (scalar.isEmpty()) {
            wrongKind("a text", "write a text, in quotes if it looks like a number or a boolean");
            return new YamlText("", line, path, document);
        }
        String value = scalar.get().getValue();
        if (value.isBlank()) {
            problem("is blank", "it needs a text", "fill it in, or remove the key if it is optional");
            return new YamlText("", line, path, document);
        }
        return new YamlText(value, line, path, document);
    }

    /**
     * A text, number or boolean, as it is written; the value of the result may be empty. The result itself is empty if
     * the node is of another kind, which is reported.
     */
    Optional<YamlText> literal() {
        Optional<ScalarNode> scalar = scalar(Tag.STR, Tag.INT, Tag.FLOAT, Tag.BOOL);
        if (scalar.isEmpty()) {
            wrongKind("a text, a number or a boolean", "write one of them; write null and an empty text in quotes");
        }
        return scalar.map(value -> new YamlText(value.getValue(), line, path, document));
    }

    /** An integer within the bounds; returns {@code min} if the value is invalid, which is reported. */
    int wholeNumber(int min, int max) {
        Optional<ScalarNode> scalar = scalar(Tag.INT);
        String value = scalar.map(ScalarNode::getValue).orElse("");
        if (!value.matches("[0-9]{1,9}") || Integer.parseInt(value) < min || Integer.parseInt(value) > max) {
            wrongKind("an integer from " + min + " to " + max, "write it without quotes");
            return min;
        }
        return Integer.parseInt(value);
    }

    boolean isNumber(int number) {
        return scalar(Tag.INT)
                .filter(scalar -> scalar.getValue().equals(String.valueOf(number)))
                .isPresent();
    }

    boolean isText() {
        return scalar(Tag.STR).isPresent();
    }

    boolean isWholeNumber() {
        return scalar(Tag.INT).isPresent();
    }

    /** A boolean; returns true if the value is invalid, which is reported, since true causes no further problems. */
    boolean flag() {
        Optional<ScalarNode> scalar = scalar(Tag.BOOL);
        if (scalar.isEmpty()) {
            wrongKind("true or false", "write one of them, without quotes");
            return true;
        }
        return scalar.get().getValue().toLowerCase(Locale.ROOT).equals("true");
    }

    /** An enum constant in kebab-case. YAML's {@code null} is accepted as a word, because some enums have a NULL. */
    <E extends Enum<E>> Optional<E> choice(Class<E> type) {
        Map<String, E> choices = new LinkedHashMap<>();
        for (E value : type.getEnumConstants()) {
            choices.put(value.name().toLowerCase(Locale.ROOT).replace('_', '-'), value);
        }
        String word = scalar(Tag.STR, Tag.NULL).map(ScalarNode::getValue).orElse("");
        if (!choices.containsKey(word)) {
            wrongKind(
                    "one of " + String.join(", ", choices.keySet()),
                    Spelling.meant(word, choices.keySet()).orElse("use one of them"));
        }
        return Optional.ofNullable(choices.get(word));
    }

    YamlMapping mapping() {
        if (node instanceof MappingNode mapping) {
            return new YamlMapping(mapping, path, line, document);
        }
        wrongKind("keys with values", "write 'key: value' lines");
        return YamlMapping.absent(path, line, document);
    }

    boolean isList() {
        return node instanceof SequenceNode;
    }

    /** The items of a list; empty if the node is of another kind, which is reported. */
    List<YamlNode> items() {
        if (node instanceof SequenceNode sequence) {
            List<Node> items = sequence.getValue();
            return IntStream.range(0, items.size())
                    .mapToObj(i -> new YamlNode(items.get(i), path + "[" + i + "]", lineOf(items.get(i)), document))
                    .toList();
        }
        wrongKind("a list", "write [a, b] or lines that start with '- '");
        return List.of();
    }

    private Optional<ScalarNode> scalar(Tag... allowed) {
        return node instanceof ScalarNode scalar && List.of(allowed).contains(scalar.getTag())
                ? Optional.of(scalar)
                : Optional.empty();
    }

    /** Reports that the node is not of the expected kind. */
    void wrongKind(String expected, String fix) {
        refused("it has to be " + expected, fix);
    }

    /** Reports that the node's value is refused. */
    void refused(String why, String fix) {
        problem("is " + kind(), why, fix);
    }

    private void problem(String what, String why, String fix) {
        document.report(document.at(line)
                .what((path.isEmpty() ? "the file" : path) + " " + what)
                .because(why)
                .fix(fix));
    }

    private String kind() {
        if (node instanceof ScalarNode scalar) {
            return scalar.getValue().isEmpty() ? "empty" : "'" + scalar.getValue() + "'";
        }
        return node instanceof MappingNode ? "keys with values" : "a list";
    }
}
