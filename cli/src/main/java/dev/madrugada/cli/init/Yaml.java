package dev.madrugada.cli.init;

import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/** Texts as YAML scalars, and prose in lines. */
final class Yaml {
    /** Texts that YAML reads as the same text without quotes, also within brackets. */
    private static final String PLAIN = "[A-Za-z_][A-Za-z0-9_.()/ -]*(?<! )";

    private static final int WIDTH = 118;
    private static final String OTHER_KIND = "(?i)true|false|null|yes|no|on|off|y|n";

    private Yaml() {}

    static String text(String text) {
        return text.matches(PLAIN) && !text.matches(OTHER_KIND)
                ? text
                : TextNode.valueOf(text).toString();
    }

    /** Breaks prose into lines. */
    static List<String> wrapped(String prose, String first, String others) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder(first);
        String separator = "";
        for (String word : prose.split(" ", -1)) {
            if (line.length() + 1 + word.length() > WIDTH) {
                lines.add(line.toString());
                line = new StringBuilder(others);
                separator = "";
            }
            line.append(separator).append(word);
            separator = " ";
        }
        lines.add(line.toString());
        return lines;
    }

    static String list(Collection<String> texts) {
        return texts.stream().map(Yaml::text).collect(Collectors.joining(", ", "[", "]"));
    }
}
