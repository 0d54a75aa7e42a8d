package dev.madrugada.cli.init;

import dev.madrugada.common.contract.ColumnType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A type for a field's values, and the contract's keys by which they are read as that type.
 *
 * @param keys texts of YAML by key, such as {@code accepts: [text]}
 * @param notes remarks for the author
 * @param hasNulls whether texts mean null
 */
record ValueGuess(ColumnType type, Map<String, String> keys, List<String> notes, boolean hasNulls) {
    ValueGuess {
        keys = new TreeMap<>(keys);
        notes = List.copyOf(notes);
    }

    static ValueGuess of(String type) {
        return new ValueGuess(ColumnType.parse(type), Map.of(), List.of(), false);
    }

    ValueGuess with(String key, String yaml) {
        Map<String, String> more = new TreeMap<>(keys);
        more.put(key, yaml);
        return new ValueGuess(type, more, notes, hasNulls);
    }

    ValueGuess noted(String note) {
        List<String> more = new ArrayList<>(notes);
        more.add(note);
        return new ValueGuess(type, keys, more, hasNulls);
    }

    ValueGuess withNulls(List<String> texts) {
        ValueGuess guess = texts.isEmpty() ? this : with("null-if", Yaml.list(texts));
        return new ValueGuess(type, guess.keys, notes, hasNulls || !texts.isEmpty());
    }

    boolean isTime() {
        return type.kind() == ColumnType.Kind.TIMESTAMP || type.kind() == ColumnType.Kind.DATE;
    }
}
