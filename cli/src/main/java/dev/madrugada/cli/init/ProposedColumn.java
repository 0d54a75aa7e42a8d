package dev.madrugada.cli.init;

import dev.madrugada.common.contract.ColumnType;
import dev.madrugada.common.contract.FieldPath;
import java.util.Optional;

/**
 * A column that is proposed for a field.
 *
 * @param isRequired whether every record had a value
 * @param times the first and the last time; empty if the values are not times
 */
record ProposedColumn(
        String name, FieldPath path, ValueGuess guess, boolean isRequired, SeenField field, Optional<Times> times) {

    ColumnType type() {
        return guess.type();
    }

    boolean hasKind(ColumnType.Kind... kinds) {
        return java.util.List.of(kinds).contains(type().kind());
    }

    boolean isUniqueIn(long records) {
        return isRequired && field.distinct() == records;
    }
}
