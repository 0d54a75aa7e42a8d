package dev.madrugada.common.contract;

import dev.madrugada.common.contract.ColumnType.Kind;
import dev.madrugada.common.contract.FieldPath.Field;
import dev.madrugada.common.contract.Payload.UnknownFields;
import dev.madrugada.common.contract.PayloadSection.ReadColumn;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Checks what a contract says about fields that no column reads: {@code unknown-fields}, {@code ignore}, {@code from: "*"}. */
final class UnknownFieldPaths {
    private final YamlMapping payload;
    private final UnknownFields choice;
    private final List<ReadColumn> columns;

    UnknownFieldPaths(YamlMapping payload, UnknownFields choice, List<ReadColumn> columns) {
        this.payload = payload;
        this.choice = choice;
        this.columns = columns;
    }

    void check() {
        List<ReadColumn> collecting = columns.stream()
                .filter(column -> column.path().equals(FieldPath.UNKNOWN_FIELDS))
                .toList();
        if (choice != UnknownFields.KEEP) {
            collecting.forEach(column -> column.from()
                    .problem(
                            "it collects the fields that no column reads, and payload.unknown-fields does not keep them",
                            "write 'unknown-fields: keep', or name a field"));
            return;
        }
        if (collecting.isEmpty() && !columns.isEmpty()) {
            payload.find("unknown-fields")
                    .ifPresent(node -> node.refused(
                            "no column collects the unknown fields",
                            "add a column with 'type: json' and 'from: \"*\"'"));
        }
        collecting.stream()
                .skip(1)
                .forEach(column -> column.from()
                        .problem(
                                "column '" + collecting.get(0).source().column().name()
                                        + "' collects the unknown fields already",
                                "keep one of them"));
        collecting.stream()
                .filter(column ->
                        column.type().kind() != Kind.JSON && !column.type().equals(ColumnKeys.UNREAD))
                .forEach(column -> column.from()
                        .problem(
                                "it collects the unknown fields as one JSON object, and the column is a "
                                        + column.type(),
                                "make the column's type json"));
    }

    /** Reads the paths of {@code ignore}. */
    List<FieldPath> ignored(List<YamlText> texts, RowPaths rows) {
        if (!texts.isEmpty() && choice == UnknownFields.IGNORE) {
            payload.find("ignore")
                    .ifPresent(node -> node.refused(
                            "payload.unknown-fields ignores every unknown field already",
                            "remove it, or write 'unknown-fields: quarantine' or 'keep'"));
        }
        List<FieldPath> ignored = new ArrayList<>();
        for (YamlText text : texts) {
            PayloadSection.path(text).map(rows::fromPayload).ifPresent(path -> {
                check(text, path, ignored);
                rows.check(text, path);
                ignored.add(path);
            });
        }
        return ignored;
    }

    private void check(YamlText text, FieldPath path, List<FieldPath> before) {
        if (path.steps().isEmpty() || !(path.steps().get(path.steps().size() - 1) instanceof Field)) {
            text.problem("only fields are unknown, so it ends with a field's name", "name the field to ignore");
            return;
        }
        if (before.contains(path)) {
            text.problem("it is ignored already", "name it once");
        }
        Optional<ReadColumn> reader = columns.stream()
                .filter(column -> !column.path().equals(FieldPath.UNKNOWN_FIELDS))
                .filter(column -> path.equals(column.path())
                        || (path.startsWith(column.path()) && column.type().kind() != Kind.STRUCT))
                .findFirst();
        reader.ifPresent(column -> text.problem(
                "column '" + column.source().column().name() + "' reads " + column.path(),
                "remove it from ignore, or remove the column"));
    }
}
