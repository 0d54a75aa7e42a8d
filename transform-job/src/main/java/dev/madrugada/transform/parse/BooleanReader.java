package dev.madrugada.transform.parse;

import dev.madrugada.common.contract.ColumnType;
import dev.madrugada.common.contract.ValueRules.BooleanWords;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads {@code boolean} columns: JSON's {@code true} and {@code false}, and the texts that are given as words for them. */
final class BooleanReader extends ValueReader {
    private final Set<String> whenTrue;
    private final Set<String> whenFalse;

    BooleanReader(ColumnType type) {
        this(type, Set.of(), Set.of());
    }

    /** A reader for texts: the given words, or {@code true} and {@code false} if there are none. */
    static BooleanReader ofTexts(ColumnType type, @Nullable BooleanWords words) {
        return words == null
                ? new BooleanReader(type, Set.of("true"), Set.of("false"))
                : new BooleanReader(type, words.whenTrue(), words.whenFalse());
    }

    private BooleanReader(ColumnType type, Set<String> whenTrue, Set<String> whenFalse) {
        super(type);
        this.whenTrue = whenTrue;
        this.whenFalse = whenFalse;
    }

    @Override
    ParsedValue bool(boolean value) {
        return ParsedValue.of(value);
    }

    /** Numbers are words too, in columns that accept numbers. */
    @Override
    ParsedValue literal(String literal) {
        return text(literal);
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
