package dev.madrugada.transform.parse;

import dev.madrugada.common.contract.ColumnType;
import java.util.Set;

/** Reads {@code boolean} columns: JSON's {@code true} and {@code false}, and the texts that are given as words for them. */
final class BooleanReader extends ValueReader {
    private final Set<String> whenTrue;
    private final Set<String> whenFalse;

    BooleanReader(ColumnType type) {
        this(type, Set.of(), Set.of());
    }

    BooleanReader(ColumnType type, Set<String> whenTrue, Set<String> whenFalse) {
        super(type);
        this.whenTrue = whenTrue;
        this.whenFalse = whenFalse;
    }

    @Override
    ParsedValue bool(boolean value) {
        return ParsedValue.of(value);
    }

    @Override
    ParsedValue text(String text) {
        if (whenTrue.contains(text)) {
            return ParsedValue.of(true);
        }
        if (whenFalse.contains(text)) {
            return ParsedValue.of(false);
        }
        return mismatch(whenTrue.isEmpty() ? "a text" : "a value that is not a word for true or false");
    }
}
