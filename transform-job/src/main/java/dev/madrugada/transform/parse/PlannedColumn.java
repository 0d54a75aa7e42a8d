package dev.madrugada.transform.parse;

import dev.madrugada.common.contract.ColumnType;
import dev.madrugada.common.contract.FieldPath;
import dev.madrugada.common.contract.FieldPath.Step;
import dev.madrugada.common.contract.SourceColumn;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A payload column with the reader for its type. */
final class PlannedColumn {
    private final int index;
    private final SourceColumn source;
    private final String path;
    private final boolean isInRow;
    private final @Nullable ValueReader reader;
    private final @Nullable NestedReader nested;

    PlannedColumn(int index, SourceColumn source) {
        ColumnType type = source.column().type();
        this.index = index;
        this.source = source;
        this.path = source.path().toString();
        this.isInRow = source.path().isBelowRows();
        this.reader = type.isSemiStructured() ? null : ValueReader.of(type, source.rules());
        this.nested = type.isNested() ? NestedReader.of(type) : null;
    }

    /** The column's position among the payload's columns. */
    int index() {
        return index;
    }

    String name() {
        return source.column().name();
    }

    ColumnType type() {
        return source.column().type();
    }

    /** The contract's path to the value. */
    FieldPath fieldPath() {
        return source.path();
    }

    /** The path as in the contract, for messages. */
    String path() {
        return path;
    }

    boolean isRequired() {
        return source.presence() == SourceColumn.Presence.REQUIRED;
    }

    boolean isSensitive() {
        return source.column().isSensitive();
    }

    /** Whether the column has a value per row, from the row's element. */
    boolean isInRow() {
        return isInRow;
    }

    /** Whether the column has the position of the row's element. */
    boolean isPosition() {
        List<Step> steps = source.path().steps();
        return !steps.isEmpty() && steps.get(steps.size() - 1) instanceof FieldPath.Position;
    }

    /** Whether the column collects the unknown fields. */
    boolean isOfUnknownFields() {
        return source.path().equals(FieldPath.UNKNOWN_FIELDS);
    }

    /** The value in place of a missing one or null; null if there is none. */
    @Nullable
    Object defaultValue() {
        return reader == null ? null : reader.defaultValue();
    }

    /** The reader of a column of a plain type. */
    ValueReader reader() {
        return Objects.requireNonNull(reader);
    }

    boolean isJson() {
        return type().kind() == ColumnType.Kind.JSON;
    }

    /** The reader of a column of a nested type. */
    NestedReader nested() {
        return Objects.requireNonNull(nested);
    }
}
