package dev.madrugada.transform.parse;

import dev.madrugada.common.contract.ColumnType;

/** Reads {@code boolean} columns: only JSON's {@code true} and {@code false}; texts and numbers are refused. */
final class BooleanReader extends ValueReader {
    BooleanReader(ColumnType type) {
        super(type);
    }

    @Override
    ParsedValue bool(boolean value) {
        return ParsedValue.of(value);
    }
}
