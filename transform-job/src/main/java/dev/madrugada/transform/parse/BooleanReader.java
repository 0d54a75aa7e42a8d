package dev.madrugada.transform.parse;

import dev.madrugada.common.contract.ColumnType;

/** Truth values: {@code true} and {@code false}, nothing that looks like them. */
final class BooleanReader extends ValueReader {
    BooleanReader(ColumnType type) {
        super(type);
    }

    @Override
    ParsedValue bool(boolean value) {
        return ParsedValue.of(value);
    }
}
