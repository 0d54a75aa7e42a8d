package dev.madrugada.common.contract;

import dev.madrugada.common.error.Fault;
import dev.madrugada.common.error.Problems;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.snakeyaml.engine.v2.nodes.Node;

/** A parsed YAML file. It collects the keys that were read and the problems that were found, with line numbers. */
final class YamlDocument {
    private final String file;
    private final Problems problems;
    private final List<YamlMapping> mappings = new ArrayList<>();
    private final Optional<Node> top;

    private YamlDocument(String file, Problems problems, Optional<Node> top) {
        this.file = file;
        this.problems = problems;
        this.top = top;
    }

    /** Parses a text; throws InvalidContract with the parser's reason if it is not YAML. */
    static YamlDocument parse(String file, String text) {
        Problems problems = new Problems();
        ParsedYaml parsed = ParsedYaml.of(file, text);
        parsed.broken().ifPresent(at -> problems.add(ContractFaults.notYaml(file, at.line(), at.reason())));
        problems.throwIfAny();
        return new YamlDocument(file, problems, parsed.top());
    }

    YamlMapping root() {
        if (top.isEmpty()) {
            problems.add(ContractFaults.emptyContract(file));
        }
        return top.map(node -> new YamlNode(node, "", 1, this).mapping())
                .orElseGet(() -> YamlMapping.absent("", 1, this));
    }

    /** The parsed text; empty if it has no content. */
    Optional<Node> top() {
        return top;
    }

    /** Starts a fault at a line of this file; pass it to {@link #report} when it is complete. */
    Fault.Parts at(int line) {
        return ContractFaults.at(file, line);
    }

    void report(Fault fault) {
        problems.add(fault);
    }

    void reportUnknownKey(int line, String key, String path, Set<String> known) {
        problems.add(ContractFaults.unknownKey(file, line, key, path, known));
    }

    /** Throws InvalidContract if there is any problem, including keys of the file that the reader did not read. */
    void verify() {
        mappings.forEach(YamlMapping::reportUnknownKeys);
        problems.throwIfAny();
    }

    /** Throws InvalidContract if any problem was found so far. */
    void stopIfInvalid() {
        problems.throwIfAny();
    }

    void register(YamlMapping mapping) {
        mappings.add(mapping);
    }

    /** Every key that the reader read or looked for, as a path such as {@code payload.columns[].name}. */
    Set<String> readKeys() {
        Set<String> keys = new TreeSet<>();
        mappings.forEach(mapping -> keys.addAll(mapping.readKeys()));
        return keys;
    }
}
