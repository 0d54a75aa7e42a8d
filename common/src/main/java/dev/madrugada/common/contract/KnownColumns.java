package dev.madrugada.common.contract;

import dev.madrugada.common.contract.Payload.InvalidValues;
import dev.madrugada.common.contract.SourceColumn.Presence;
import dev.madrugada.common.text.Spelling;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The columns that other parts of the contract can name, and what the reader knows about their values. */
final class KnownColumns {
    private final List<Known> columns = new ArrayList<>();

    /** Where a column comes from. */
    enum Origin {
        /** The same value in all rows of a record. */
        RECORD,
        /** An element of the array that makes the rows. */
        ELEMENT,
        LOOKUP,
        DERIVED
    }

    /**
     * A column.
     *
     * @param presence REQUIRED if no valid record has null in it
     */
    record Known(Column column, Origin origin, Presence presence) {
        ColumnType type() {
            return column.type();
        }

        boolean isRead() {
            return !column.type().equals(ColumnKeys.UNREAD);
        }
    }

    void add(Payload payload) {
        for (SourceColumn source : payload.columns()) {
            boolean hasDefault =
                    source.rules().otherwise() != null && payload.invalidValues() == InvalidValues.QUARANTINE;
            columns.add(new Known(
                    source.column(),
                    source.path().isBelowRows() ? Origin.ELEMENT : Origin.RECORD,
                    hasDefault ? Presence.REQUIRED : source.presence()));
        }
    }

    void add(Lookup lookup) {
        lookup.columns().forEach(from -> columns.add(new Known(from.column(), Origin.LOOKUP, Presence.OPTIONAL)));
    }

    void add(DerivedColumn derived) {
        columns.add(new Known(derived.column(), Origin.DERIVED, derived.presence()));
    }

    List<Column> columns() {
        return columns.stream().map(Known::column).toList();
    }

    /** Finds the column with that name; reports its absence, unless there are no columns, which has been reported. */
    Optional<Known> find(YamlText name, String whyAbsent) {
        List<String> names =
                columns.stream().map(known -> known.column().name()).toList();
        if (name.isThere() && !names.isEmpty() && !names.contains(name.value())) {
            name.problem(
                    whyAbsent, Spelling.meant(name.value(), names).orElse("name one of " + String.join(", ", names)));
        }
        return columns.stream()
                .filter(known -> known.column().name().equals(name.value()))
                .findFirst();
    }

    /** Reports a column whose values have no order and no equality: nested types and JSON. */
    static void requirePlain(YamlText name, Known known, String use) {
        if (known.type().isSemiStructured()) {
            name.problem(
                    "it is " + ColumnKeys.withArticle(known.type()) + ", and " + use + " is a single value",
                    "name a column of another type");
        }
    }
}
