package dev.madrugada.cli.init;

import java.util.ArrayList;
import java.util.List;

/** First rules: those that every complete day should meet. */
final class RulesText {
    private static final int MOST = 20;

    private RulesText() {}

    static String of(Proposal proposal) {
        List<String> rules = new ArrayList<>(List.of("RowCount > 0"));
        proposal.key().ifPresent(key -> rules.add("IsUnique \"" + key.name() + "\""));
        proposal.columns().stream()
                .filter(ProposedColumn::isRequired)
                .filter(column -> !column.type().isSemiStructured())
                .limit(MOST)
                .forEach(column -> rules.add("IsComplete \"" + column.name() + "\""));
        return "# Drafted from a sample; docs/quality.md has all rules. A rule such as ColumnValues \"x\" > 0 says more.\n"
                + "Rules = [\n    " + String.join(",\n    ", rules) + "\n]\n";
    }
}
