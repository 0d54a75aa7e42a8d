package dev.madrugada.transform.parse;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.madrugada.common.contract.ColumnType;
import dev.madrugada.common.contract.FieldPath;
import dev.madrugada.common.contract.FieldPath.Step;
import dev.madrugada.common.contract.Payload;
import dev.madrugada.common.contract.SourceColumn;
import dev.madrugada.transform.parse.PayloadTree.InvalidNodeException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Parses payloads slowly and plainly, as an oracle for {@link PayloadParser}: the whole payload becomes a tree of
 * Jackson's nodes, and each column looks up its own value.
 */
final class TreeOracle {
    private final Payload payload;

    /**
     * What the payload should become.
     *
     * @param reasons code and column of each reason, sorted
     * @param rows the values of each row; of no meaning if there are reasons
     */
    record Expected(List<String> reasons, List<List<@Nullable Object>> rows) {}

    /** A column's value in one row: valid, missing, or invalid. */
    private record Cell(@Nullable Object value, @Nullable ReasonCode invalid) {
        static final Cell MISSING = new Cell(null, null);

        static Cell invalid(ReasonCode code) {
            return new Cell(null, code);
        }
    }

    TreeOracle(Payload payload) {
        this.payload = payload;
    }

    static String reason(ReasonCode code, @Nullable String column) {
        return code + " " + column;
    }

    Expected expected(byte[] bytes) {
        Optional<ReasonCode> unreadable = unreadable(bytes);
        if (unreadable.isPresent()) {
            return refused(unreadable.get());
        }
        Optional<PayloadTree> tree = PayloadTree.read(bytes);
        if (tree.isEmpty()) {
            return refused(ReasonCode.MalformedJson);
        }
        return tree.get().root().isObject() ? expected(tree.get()) : refused(ReasonCode.NotAnObject);
    }

    private static Expected refused(ReasonCode code) {
        return new Expected(List.of(reason(code, null)), List.of());
    }

    private static Optional<ReasonCode> unreadable(byte[] bytes) {
        for (byte b : bytes) {
            if (b == 0) {
                return Optional.of(ReasonCode.MalformedJson);
            }
        }
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            boolean isBlank = (text.startsWith("\ufeff") ? text.substring(1) : text).matches("[ \\n\\r\\t]*+");
            return isBlank ? Optional.of(ReasonCode.EmptyPayload) : Optional.empty();
        } catch (CharacterCodingException invalid) {
            return Optional.of(ReasonCode.InvalidUtf8);
        }
    }

    private Expected expected(PayloadTree tree) {
        List<String> reasons = new ArrayList<>();
        List<JsonNode> elements = rowElements(tree, reasons);
        UnknownFieldsOracle unknown = new UnknownFieldsOracle(payload, tree);
        if (unknown.count() > 0 && payload.unknownFields() == Payload.UnknownFields.QUARANTINE) {
            reasons.add(reason(ReasonCode.UnknownField, null));
        }
        if (unknown.hasUnreadDuplicate() && payload.invalidValues() == Payload.InvalidValues.QUARANTINE) {
            reasons.add(reason(ReasonCode.DuplicateField, null));
        }
        int rowCount = payload.rows() == null ? 1 : elements.size();
        List<List<@Nullable Object>> rows = new ArrayList<>();
        for (int row = 0; row < rowCount; row++) {
            rows.add(new ArrayList<>());
        }
        for (SourceColumn column : payload.columns()) {
            List<Cell> cells = new ArrayList<>();
            if (column.path().equals(FieldPath.UNKNOWN_FIELDS)) {
                for (int row = 0; row < rowCount; row++) {
                    cells.add(kept(unknown, payload.rows() == null ? -1 : row));
                }
                if (cells.isEmpty() && unknown.hasKeptDuplicate()) {
                    addReason(column, Cell.invalid(ReasonCode.DuplicateField), reasons);
                }
            } else if (inRow(column)) {
                List<Step> steps = afterElement(column.path().steps());
                for (int row = 0; row < rowCount; row++) {
                    cells.add(
                            isPosition(column)
                                    ? new Cell(position(column, row), null)
                                    : cell(
                                            tree,
                                            elements.get(row),
                                            steps,
                                            column.column().type()));
                }
            } else {
                Cell cell = cell(
                        tree,
                        tree.root(),
                        column.path().steps(),
                        column.column().type());
                cells.addAll(Collections.nCopies(rowCount, cell));
                if (cells.isEmpty()) {
                    addReason(column, cell, reasons);
                }
            }
            cells.stream()
                    .filter(cell -> isRefused(column, cell))
                    .findFirst()
                    .ifPresent(first -> addReason(column, first, reasons));
            for (int row = 0; row < rowCount; row++) {
                rows.get(row).add(cells.get(row).value());
            }
        }
        Collections.sort(reasons);
        return new Expected(reasons, rows);
    }

    private void addReason(SourceColumn column, Cell cell, List<String> reasons) {
        if (isRefused(column, cell)) {
            ReasonCode code = cell.invalid() == null ? ReasonCode.MissingRequired : cell.invalid();
            reasons.add(reason(code, column.column().name()));
        }
    }

    private boolean isRefused(SourceColumn column, Cell cell) {
        boolean isRequired = column.presence() == SourceColumn.Presence.REQUIRED;
        return cell.invalid() == null
                ? isRequired && cell.value() == null
                : isRequired || payload.invalidValues() == Payload.InvalidValues.QUARANTINE;
    }

    private static boolean inRow(SourceColumn column) {
        return column.path().steps().stream()
                .anyMatch(step -> step instanceof FieldPath.Element || step instanceof FieldPath.Position);
    }

    private static boolean isPosition(SourceColumn column) {
        return column.path().steps().stream().anyMatch(FieldPath.Position.class::isInstance);
    }

    private static Object position(SourceColumn column, int row) {
        return column.column().type().kind() == ColumnType.Kind.BIGINT ? (Object) (long) row : (Object) row;
    }

    private static List<Step> afterElement(List<Step> steps) {
        for (int i = 0; i < steps.size(); i++) {
            if (steps.get(i) instanceof FieldPath.Element) {
                return steps.subList(i + 1, steps.size());
            }
        }
        return List.of();
    }

    /** The elements that make rows; adds the reason if the array cannot be read. */
    private List<JsonNode> rowElements(PayloadTree tree, List<String> reasons) {
        if (payload.rows() == null) {
            return List.of();
        }
        JsonNode node = tree.root();
        boolean isDuplicate = false;
        for (Step step : payload.rows().steps()) {
            if (step instanceof FieldPath.Field field) {
                if (!node.isObject() && !tree.isNull(node)) {
                    reasons.add(reason(ReasonCode.TypeMismatch, null));
                    return List.of();
                }
                isDuplicate |= tree.isRepeated(node, field.name());
                node = node.path(field.name());
            } else {
                if (!node.isArray() && !tree.isNull(node)) {
                    reasons.add(reason(ReasonCode.TypeMismatch, null));
                    return List.of();
                }
                node = node.path(index((FieldPath.Index) step, node.size()));
            }
            if (node.isMissingNode() || tree.isNull(node)) {
                reasons.add(reason(isDuplicate ? ReasonCode.DuplicateField : ReasonCode.MissingRequired, null));
                return List.of();
            }
        }
        if (!node.isArray()) {
            reasons.add(reason(ReasonCode.TypeMismatch, null));
            return List.of();
        }
        if (isDuplicate) {
            reasons.add(reason(ReasonCode.DuplicateField, null));
        }
        List<JsonNode> elements = new ArrayList<>();
        node.forEach(elements::add);
        return elements;
    }

    private static int index(FieldPath.Index step, int size) {
        return step.number() < 0 ? size + step.number() : step.number();
    }

    private static Cell cell(PayloadTree tree, JsonNode node, List<Step> steps, ColumnType type) {
        if (tree.isNull(node)) {
            return Cell.MISSING;
        }
        if (steps.isEmpty()) {
            if (type.isSemiStructured() && tree.hasDuplicate(node)) {
                return Cell.invalid(ReasonCode.DuplicateField);
            }
            try {
                return new Cell(tree.value(node, type), null);
            } catch (InvalidNodeException invalid) {
                return Cell.invalid(invalid.code());
            }
        }
        List<Step> rest = steps.subList(1, steps.size());
        if (steps.get(0) instanceof FieldPath.Field field) {
            if (!(node instanceof ObjectNode)) {
                return Cell.invalid(ReasonCode.TypeMismatch);
            }
            JsonNode child = node.get(field.name());
            Cell cell = child == null ? Cell.MISSING : cell(tree, child, rest, type);
            return cell.invalid() == null && tree.isRepeated(node, field.name())
                    ? Cell.invalid(ReasonCode.DuplicateField)
                    : cell;
        }
        if (!(node instanceof ArrayNode)) {
            return Cell.invalid(ReasonCode.TypeMismatch);
        }
        JsonNode element = node.get(index((FieldPath.Index) steps.get(0), node.size()));
        return element == null ? Cell.MISSING : cell(tree, element, rest, type);
    }

    private static Cell kept(UnknownFieldsOracle unknown, int row) {
        if (unknown.hasKeptDuplicate()) {
            return Cell.invalid(ReasonCode.DuplicateField);
        }
        String text = unknown.kept(row);
        if (text == null) {
            return Cell.MISSING;
        }
        PayloadTree tree =
                PayloadTree.read(text.getBytes(StandardCharsets.UTF_8)).orElseThrow();
        try {
            return new Cell(tree.value(tree.root(), ColumnType.of(ColumnType.Kind.JSON)), null);
        } catch (InvalidNodeException invalid) {
            return Cell.invalid(invalid.code());
        }
    }
}
