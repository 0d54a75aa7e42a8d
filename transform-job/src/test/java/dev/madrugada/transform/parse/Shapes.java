package dev.madrugada.transform.parse;

import dev.madrugada.common.contract.Column;
import dev.madrugada.common.contract.ColumnType;
import dev.madrugada.common.contract.FieldPath;
import dev.madrugada.common.contract.FieldPath.Step;
import dev.madrugada.common.contract.Payload;
import dev.madrugada.common.contract.Payload.InvalidValues;
import dev.madrugada.common.contract.Payload.UnknownFields;
import dev.madrugada.common.contract.PayloadFormat;
import dev.madrugada.common.contract.SourceColumn;
import dev.madrugada.common.contract.SourceColumn.Presence;
import dev.madrugada.common.contract.ValueRules;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Builds payload definitions for tests. */
final class Shapes {
    static final Step ELEMENT = new FieldPath.Element();
    static final Step POSITION = new FieldPath.Position();

    private final List<SourceColumn> columns = new ArrayList<>();
    private final List<FieldPath> ignored = new ArrayList<>();
    private UnknownFields unknownFields = UnknownFields.QUARANTINE;
    private InvalidValues invalidValues = InvalidValues.QUARANTINE;
    private @Nullable FieldPath rows;

    static Shapes shapes() {
        return new Shapes();
    }

    /** The path of the steps: a text is a field, an integer is a position in an array. */
    static FieldPath path(Object... steps) {
        return new FieldPath(Arrays.stream(steps)
                .map(step -> step instanceof String name
                        ? new FieldPath.Field(name)
                        : step instanceof Integer number ? new FieldPath.Index(number) : (Step) step)
                .toList());
    }

    Shapes column(String type, Object... steps) {
        return column(type, Presence.OPTIONAL, Set.of(), path(steps));
    }

    Shapes required(String type, Object... steps) {
        return column(type, Presence.REQUIRED, Set.of(), path(steps));
    }

    Shapes column(String type, Presence presence, Set<Column.Trait> traits, FieldPath path) {
        Column column = new Column("c" + columns.size(), ColumnType.parse(type), traits);
        columns.add(new SourceColumn(column, path, presence, ValueRules.PLAIN));
        return this;
    }

    Shapes unknownFields(UnknownFields value) {
        unknownFields = value;
        return this;
    }

    Shapes invalidValues(InvalidValues value) {
        invalidValues = value;
        return this;
    }

    Shapes rows(Object... steps) {
        rows = path(steps);
        return this;
    }

    Shapes ignore(Object... steps) {
        ignored.add(path(steps));
        return this;
    }

    Payload payload() {
        return new Payload(columns, unknownFields, invalidValues, PayloadFormat.JSON, rows, ignored);
    }
}
