package dev.madrugada.cli.suite;

import dev.madrugada.common.contract.ParsedYaml;
import dev.madrugada.common.error.ErrorCode;
import dev.madrugada.common.error.Fault;
import dev.madrugada.common.error.Problems;
import dev.madrugada.common.text.Spelling;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/**
 * A node of a suite's YAML with its place. A node of an unexpected kind is reported to the suite's problems, and reading
 * goes on.
 *
 * @param path such as {@code cases[2].expect.rows}; empty for the root
 * @param line counted from 1
 */
record SuiteNode(Node node, String path, int line, String file, Problems problems) {
    /** Parses a file; empty if it is not YAML or has no content, which is reported. */
    static Optional<SuiteNode> parse(String file, String text, Problems problems) {
        ParsedYaml parsed = ParsedYaml.of(file, text);
        parsed.broken()
                .ifPresent(at -> problems.add(
                        fault(file, at.line(), "it is not YAML", at.reason(), "correct the line or the one before")));
        if (parsed.broken().isEmpty() && parsed.top().isEmpty()) {
            problems.add(fault(file, 1, "the file is empty", "a suite has cases", "write 'cases:'"));
        }
        return parsed.top().map(node -> new SuiteNode(node, "", lineOf(node), file, problems));
    }

    private static int lineOf(Node node) {
        return node.getStartMark().map(Mark::getLine).orElse(0) + 1;
    }

    private static Fault fault(String file, int line, String what, String why, String fix) {
        return Fault.of(ErrorCode.InvalidArguments)
                .at(file, line)
                .what(what)
                .because(why)
                .fix(fix);
    }

    void problem(String what, String why, String fix) {
        String place = path.isEmpty() ? "the file" : path;
        problems.add(fault(file, line, place + " " + what, why, fix));
    }

    boolean isMapping() {
        return node instanceof MappingNode;
    }

    boolean isList() {
        return node instanceof SequenceNode;
    }

    boolean isNull() {
        return hasTag(Tag.NULL);
    }

    boolean isWholeNumber() {
        return hasTag(Tag.INT);
    }

    private boolean hasTag(Tag tag) {
        return node instanceof ScalarNode scalar && scalar.getTag().equals(tag);
    }

    /** The text of a scalar as the file has it, whatever its kind; empty for lists and mappings. */
    Optional<String> scalar() {
        return node instanceof ScalarNode scalar ? Optional.of(scalar.getValue()) : Optional.empty();
    }

    /** A text that is not blank; empty if the node is something else, which is reported. */
    Optional<String> text() {
        Optional<String> text = scalar().filter(value -> !isNull() && !value.isBlank());
        if (text.isEmpty()) {
            problem("is " + kind(), "it has to be a text", "write a text");
        }
        return text;
    }

    /** The items of a list; empty if the node is something else, which is reported. */
    List<SuiteNode> items() {
        if (node instanceof SequenceNode sequence) {
            List<Node> items = sequence.getValue();
            return IntStream.range(0, items.size())
                    .mapToObj(i ->
                            new SuiteNode(items.get(i), path + "[" + i + "]", lineOf(items.get(i)), file, problems))
                    .toList();
        }
        problem("is " + kind(), "it has to be a list", "write [a, b] or lines that start with '- '");
        return List.of();
    }

    /** The values of a mapping by their keys; empty if the node is something else, which is reported. */
    Map<String, SuiteNode> entries() {
        Map<String, SuiteNode> entries = new LinkedHashMap<>();
        if (node instanceof MappingNode mapping) {
            for (NodeTuple tuple : mapping.getValue()) {
                String key = tuple.getKeyNode() instanceof ScalarNode scalar ? scalar.getValue() : "?";
                SuiteNode value = new SuiteNode(
                        tuple.getValueNode(),
                        path.isEmpty() ? key : path + "." + key,
                        lineOf(tuple.getKeyNode()),
                        file,
                        problems);
                if (entries.putIfAbsent(key, value) != null) {
                    value.problem("is given twice", "a key occurs once", "keep one of them");
                }
            }
        } else {
            problem("is " + kind(), "it has to be keys with values", "write 'key: value' lines");
        }
        return entries;
    }

    /** As {@link #entries()}; a key that is not one of {@code known} is reported. */
    Map<String, SuiteNode> entries(List<String> known) {
        Map<String, SuiteNode> entries = entries();
        entries.forEach((key, value) -> {
            if (!known.contains(key)) {
                value.problem(
                        "is not a key of a suite",
                        "the keys here are " + String.join(", ", known),
                        Spelling.meant(key, known).orElse("remove it"));
            }
        });
        return entries;
    }

    /** The node as JSON text; numbers keep their digits. */
    String json() {
        if (node instanceof SequenceNode) {
            return items().stream().map(SuiteNode::json).collect(Collectors.joining(",", "[", "]"));
        }
        if (node instanceof MappingNode) {
            return entries().entrySet().stream()
                    .map(entry -> JsonText.quoted(entry.getKey()) + ":"
                            + entry.getValue().json())
                    .collect(Collectors.joining(",", "{", "}"));
        }
        String text = scalar().orElse("");
        if (isNull()) {
            return "null";
        }
        if (hasTag(Tag.BOOL)) {
            return text.toLowerCase(java.util.Locale.ROOT);
        }
        if (hasTag(Tag.INT) || hasTag(Tag.FLOAT)) {
            if (!JsonText.isNumber(text)) {
                problem(
                        "is '" + text + "'",
                        "JSON has no such number",
                        "write it as JSON writes numbers, or put a text into quotes");
                return "null";
            }
            return text;
        }
        return JsonText.quoted(text);
    }

    private String kind() {
        if (node instanceof ScalarNode scalar) {
            return scalar.getValue().isEmpty() ? "empty" : "'" + scalar.getValue() + "'";
        }
        return node instanceof MappingNode ? "keys with values" : "a list";
    }
}
