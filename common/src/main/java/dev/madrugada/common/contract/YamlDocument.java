package dev.madrugada.common.contract;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.schema.CoreSchema;

/** A YAML file as nodes with line numbers, which remembers what of it was read and what is wrong with it. */
final class YamlDocument {
    private final String file;
    private final ContractProblems problems;
    private final List<YamlMapping> mappings = new ArrayList<>();
    private final Optional<Node> top;

    private YamlDocument(String file, ContractProblems problems, Optional<Node> top) {
        this.file = file;
        this.problems = problems;
        this.top = top;
    }

    /** Takes the text apart; throws InvalidContract with the parser's reason if it is not YAML. */
    static YamlDocument parse(String file, String text) {
        ContractProblems problems = new ContractProblems();
        LoadSettings settings = LoadSettings.builder()
                .setLabel(file)
                .setSchema(new CoreSchema())
                .build();
        Optional<Node> top = Optional.empty();
        try {
            top = new Compose(settings).composeString(text);
        } catch (MarkedYamlEngineException broken) {
            Optional<Mark> mark = broken.getProblemMark().or(broken::getContextMark);
            notYaml(problems, file, mark.map(Mark::getLine).orElse(0) + 1, String.valueOf(broken.getProblem()));
        } catch (YamlEngineException broken) {
            notYaml(problems, file, 1, String.valueOf(broken.getMessage()).replace('\n', ' '));
        }
        problems.throwIfAny();
        return new YamlDocument(file, problems, top);
    }

    YamlMapping root() {
        if (top.isEmpty()) {
            problem(1, "the file is empty", "it holds a dataset's contract", "write one (docs/dataset.md shows how)");
        }
        return top.map(node -> new YamlNode(node, "", 1, this).mapping())
                .orElseGet(() -> YamlMapping.absent("", 1, this));
    }

    void problem(int line, String what, String why, String fix) {
        problems.add(file, line, what, why, fix);
    }

    /** Throws InvalidContract naming every problem there is, keys that nobody asked for among them. */
    void verify() {
        mappings.forEach(YamlMapping::reportUnknownKeys);
        problems.throwIfAny();
    }

    /** Throws InvalidContract naming the problems found so far, if there are any. */
    void stop() {
        problems.throwIfAny();
    }

    void opened(YamlMapping mapping) {
        mappings.add(mapping);
    }

    /** Every key that was asked for, as a path such as {@code payload.columns[].name}. */
    Set<String> askedKeys() {
        Set<String> keys = new TreeSet<>();
        mappings.forEach(mapping -> keys.addAll(mapping.askedKeys()));
        return keys;
    }

    private static void notYaml(ContractProblems problems, String file, int line, String reason) {
        problems.add(file, line, "it is not YAML", reason, "correct the line or the one before it");
    }
}
