package dev.madrugada.common.contract;

import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.schema.CoreSchema;

/**
 * The nodes of a YAML text that a person wrote. Aliases are not copied, and tags construct nothing.
 *
 * @param top empty if the text has no content, or is not YAML
 * @param broken why the text is not YAML; empty if it is
 */
public record ParsedYaml(Optional<Node> top, Optional<Broken> broken) {
    /**
     * The place at which a text is not YAML.
     *
     * @param line counted from 1
     * @param reason the parser's
     */
    public record Broken(int line, String reason) {}

    /** Parses a text. */
    public static ParsedYaml of(String file, String text) {
        LoadSettings settings = LoadSettings.builder()
                .setLabel(file)
                .setSchema(new CoreSchema())
                .build();
        try {
            return new ParsedYaml(new Compose(settings).composeString(text), Optional.empty());
        } catch (MarkedYamlEngineException broken) {
            Optional<Mark> mark = broken.getProblemMark().or(broken::getContextMark);
            return broken(mark.map(Mark::getLine).orElse(0) + 1, String.valueOf(broken.getProblem()));
        } catch (YamlEngineException broken) {
            return broken(1, String.valueOf(broken.getMessage()).replaceAll("\\s+", " "));
        } catch (StackOverflowError tooDeep) {
            // The parser calls itself for each level and has no limit of its own.
            return broken(1, "it is nested too deeply");
        }
    }

    private static ParsedYaml broken(int line, String reason) {
        return new ParsedYaml(Optional.empty(), Optional.of(new Broken(line, reason)));
    }
}
