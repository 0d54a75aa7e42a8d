package dev.madrugada.common.contract;

import dev.madrugada.common.contract.ValueRules.JsonKind;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reports rules for texts that a column never reads. */
final class UnreadTexts {
    private static final String NUMBER = "-?(0|[1-9][0-9]*)(\\.[0-9]+)?([eE][-+]?[0-9]+)?";
    private static final String FIX = "add 'accepts: [text]', or remove it";

    private final Set<JsonKind> read;

    /** @param read the kinds of JSON values that the column reads */
    UnreadTexts(Set<JsonKind> read) {
        this.read = read;
    }

    void check(Optional<YamlNode> replace, List<YamlText> nullIf, Map<String, YamlText> map) {
        if (read.contains(JsonKind.TEXT)) {
            return;
        }
        replace.filter(node -> node.isList() && !node.items().isEmpty())
                .ifPresent(node -> node.refused("it changes texts, and the column reads no texts", FIX));
        nullIf.stream()
                .filter(text -> !canOccur(text.value()))
                .forEach(text -> text.problem("the column reads no texts, so that text never occurs", FIX));
        map.forEach((key, value) -> {
            if (!canOccur(key)) {
                value.problem("the column reads no texts, so the text '" + key + "' never occurs", FIX);
            }
        });
    }

    private boolean canOccur(String text) {
        return (read.contains(JsonKind.NUMBER) && text.matches(NUMBER))
                || (read.contains(JsonKind.BOOLEAN) && (text.equals("true") || text.equals("false")));
    }
}
