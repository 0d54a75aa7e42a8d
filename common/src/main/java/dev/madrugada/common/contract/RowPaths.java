package dev.madrugada.common.contract;

import dev.madrugada.common.contract.ColumnType.Kind;
import dev.madrugada.common.contract.FieldPath.Element;
import dev.madrugada.common.contract.FieldPath.Position;
import dev.madrugada.common.contract.FieldPath.Step;
import dev.madrugada.common.contract.PayloadSection.ReadColumn;
import java.util.List;
import java.util.Optional;

/** Checks {@code payload.rows} and the paths that lead into the current element of its array. */
final class RowPaths {
    private final Optional<YamlText> text;
    private final Optional<FieldPath> rows;

    /**
     * @param text the value of {@code rows} in the contract; empty if a record makes one row
     * @param rows its path; empty if the text is missing or invalid
     */
    RowPaths(Optional<YamlText> text, Optional<FieldPath> rows) {
        this.text = text;
        this.rows = rows;
    }

    /** The path from the payload; with {@code rows: $}, contracts write paths from the row's object. */
    FieldPath fromPayload(FieldPath written) {
        boolean isFromObject = rows.filter(FieldPath.PAYLOAD::equals).isPresent()
                && !written.startsWith(FieldPath.PAYLOAD)
                && !written.equals(FieldPath.UNKNOWN_FIELDS);
        return isFromObject ? written.inObjectOfPayload() : written;
    }

    void check(List<ReadColumn> columns) {
        rows.ifPresent(path -> checkArray(path, columns));
        columns.forEach(this::check);
    }

    /** Reports a path that leads into the current element and does not begin with {@code rows}. */
    void check(YamlText from, FieldPath path) {
        List<Step> steps = path.steps();
        int below = firstBelowRows(steps);
        if (path.startsWith(FieldPath.PAYLOAD) && (below != 1 || steps.size() == 1)) {
            from.problem(
                    "'$' is the payload as a whole, of which a path reads one object: $[] is the row's",
                    "name the field without '$'; with 'rows: \"$\"' it is a field of the row's object");
            return;
        }
        if (below == steps.size()) {
            return;
        }
        if (text.isEmpty()) {
            from.problem(
                    "[] and [#] belong to the current element of payload.rows, which is not given",
                    "add 'rows: " + new FieldPath(steps.subList(0, below))
                            + "' to payload, or write an element's number such as [0]");
        } else if (rows.isPresent()
                && !steps.subList(0, below).equals(rows.get().steps())) {
            from.problem(
                    "[] and [#] belong to the current element of payload.rows, which is '" + rows.get() + "'",
                    "write " + rows.get() + "[] before the fields of the element");
        } else if (new FieldPath(steps.subList(below + 1, steps.size())).isBelowRows()) {
            from.problem(
                    "it has [] or [#] twice, and payload.rows is one array",
                    "keep the one after " + rows.map(FieldPath::toString).orElse("rows"));
        } else if (steps.get(below) instanceof Position && below + 1 < steps.size()) {
            from.problem("[#] is the element's number, which has no fields", "write [] to reach the element's fields");
        }
    }

    private void check(ReadColumn column) {
        check(column.from(), column.path());
        boolean isNumber = column.type().kind() == Kind.INTEGER || column.type().kind() == Kind.BIGINT;
        boolean endsInPosition = column.path().steps().stream().anyMatch(Position.class::isInstance);
        if (endsInPosition && !isNumber && !column.type().equals(ColumnKeys.UNREAD)) {
            column.from()
                    .problem(
                            "[#] is the element's number, and the column is a " + column.type(),
                            "make the column an integer or a bigint");
        }
    }

    private void checkArray(FieldPath array, List<ReadColumn> columns) {
        YamlText where = text.orElseThrow();
        boolean isInPayload = array.startsWith(FieldPath.PAYLOAD) && !array.equals(FieldPath.PAYLOAD);
        if (array.equals(FieldPath.UNKNOWN_FIELDS) || array.isBelowRows() || isInPayload) {
            where.problem(
                    "it is the path of one array in each record, so it has neither [] nor [#] and is not '*'",
                    "write the path of the array, such as items or order.items, or $ alone if the payload is one");
        } else if (columns.stream().noneMatch(column -> column.path().isBelowRows())) {
            where.problem(
                    "no column reads an element of that array, so all rows of a record would be the same",
                    "give a column 'from: " + array + "[].FIELD', or remove rows");
        }
    }

    private static int firstBelowRows(List<Step> steps) {
        int at = 0;
        while (at < steps.size() && !(steps.get(at) instanceof Element) && !(steps.get(at) instanceof Position)) {
            at++;
        }
        return at;
    }
}
