package dev.madrugada.cli.init;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.madrugada.common.contract.ColumnType.Kind;
import dev.madrugada.common.contract.FieldPath;
import dev.madrugada.common.contract.FieldPath.Field;
import java.math.BigDecimal;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/** First tests: a record with invented texts and numbers of the sample, and what becomes of it. */
final class SuiteText {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int MOST_REQUIRED = 3;

    private SuiteText() {}

    static String of(Proposal proposal) {
        ObjectNode base = JSON.createObjectNode();
        proposal.columns().forEach(column -> put(base, column));
        StringBuilder text = new StringBuilder(
                "# docs/testing-datasets.md explains the keys. Texts are invented; numbers and times are the sample's.\n");
        String arrival = proposal.eventTime()
                .flatMap(ProposedColumn::times)
                .map(times -> times.lastDay() + "T23:59:59Z")
                .orElse("2026-01-31T12:00:00Z");
        text.append("arrived-at: \"").append(arrival).append("\"\n");
        text.append("base:\n");
        base.fields()
                .forEachRemaining(field -> text.append("  ")
                        .append(JsonNodeFactory.instance.textNode(field.getKey()))
                        .append(": ")
                        .append(field.getValue())
                        .append('\n'));
        text.append("\ncases:\n");
        text.append("  - name: a record becomes a row\n");
        text.append("    given:\n      - with: {}\n    expect:\n      rows:\n        - {")
                .append(expected(proposal))
                .append("}\n\n");
        text.append("  - name: a record that comes twice ")
                .append(proposal.key().isPresent() ? "is one row" : "is two rows")
                .append("\n    given:\n      - with: {}\n      - with: {}\n    expect:\n");
        text.append(proposal.key().isPresent() ? "      rows: 1\n      duplicates: 1\n" : "      rows: 2\n");
        List<ProposedColumn> required = proposal.columns().stream()
                .filter(column -> column.isRequired()
                        && column.path().steps().size() == 1
                        && !nameOf(column.path(), 0).isBlank())
                .limit(MOST_REQUIRED)
                .toList();
        if (!required.isEmpty()) {
            text.append("\n  - name: a record without a required field is quarantined\n    given:\n");
            required.forEach(column -> text.append("      - without: [")
                    .append(JsonNodeFactory.instance.textNode(nameOf(column.path(), 0)))
                    .append("]\n"));
            text.append("    expect:\n      quarantined:\n");
            for (int i = 0; i < required.size(); i++) {
                text.append("        ")
                        .append(i + 1)
                        .append(": MissingRequired ")
                        .append(required.get(i).name())
                        .append('\n');
            }
        }
        return text.toString();
    }

    private static String nameOf(FieldPath path, int step) {
        return ((Field) path.steps().get(step)).name();
    }

    private static void put(ObjectNode base, ProposedColumn column) {
        ObjectNode parent = base;
        int last = column.path().steps().size() - 1;
        for (int i = 0; i < last; i++) {
            String name = nameOf(column.path(), i);
            parent = parent.get(name) instanceof ObjectNode below ? below : parent.putObject(name);
        }
        parent.set(nameOf(column.path(), last), value(column));
    }

    /** A value that the column reads. */
    private static JsonNode value(ProposedColumn column) {
        SeenField field = column.field();
        JsonNodeFactory json = JsonNodeFactory.instance;
        if (column.hasKind(Kind.ARRAY)) {
            return json.arrayNode();
        }
        if (column.hasKind(Kind.JSON)) {
            return field.arrays() > 0 ? json.arrayNode() : json.objectNode();
        }
        if (column.hasKind(Kind.VARCHAR)) {
            return json.textNode("a");
        }
        if (field.booleans() > 0) {
            return json.booleanNode(true);
        }
        String nulls = Objects.requireNonNullElse(column.guess().keys().get("null-if"), "[]");
        return field.numbers().keySet().stream()
                .min(BigDecimal::compareTo)
                .<JsonNode>map(json::numberNode)
                .orElseGet(() -> json.textNode(field.texts().keySet().stream()
                        .filter(text -> !text.isBlank() && !nulls.contains(Yaml.text(text)))
                        .sorted()
                        .findFirst()
                        .orElse("")));
    }

    /** The columns whose values are written as the type writes them. */
    private static String expected(Proposal proposal) {
        return proposal.columns().stream()
                .filter(column -> column.hasKind(Kind.VARCHAR)
                        || (!column.field().numbers().isEmpty()
                                && column.hasKind(Kind.INTEGER, Kind.BIGINT, Kind.DECIMAL, Kind.DOUBLE)))
                .map(column -> column.name() + ": " + (column.hasKind(Kind.VARCHAR) ? "a" : value(column)))
                .collect(Collectors.joining(", "));
    }
}
