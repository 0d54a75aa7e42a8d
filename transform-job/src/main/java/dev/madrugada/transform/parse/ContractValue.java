package dev.madrugada.transform.parse;

import dev.madrugada.common.contract.ColumnType;
import dev.madrugada.common.contract.ValueRules;
import dev.madrugada.common.contract.ValueRules.BooleanWords;
import dev.madrugada.common.contract.ValueRules.TimeForm;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Parses values that the contract itself gives as texts: a default, and what a {@code map} yields. They are written as
 * the column's texts are, whether or not the column accepts texts: numbers with its decimal mark, booleans as one of its
 * words or {@code true} and {@code false}, times in one of its forms or ISO 8601.
 */
final class ContractValue {
    private final ColumnType type;
    private final NumberText numbers;
    private final ValueReader reader;

    ContractValue(ColumnType type, ValueRules rules) {
        this.type = type;
        this.numbers = new NumberText(rules.numbers());
        this.reader = reader(type, rules);
    }

    private static ValueReader reader(ColumnType type, ValueRules rules) {
        return switch (type.kind()) {
            case BOOLEAN -> words(type, rules.words());
            case TIMESTAMP, DATE -> {
                List<TimeForm> forms = new ArrayList<>(rules.times());
                forms.add(TimeForm.ISO);
                yield new TimeReader(type, forms, TimeReader.EpochTexts.READ);
            }
            default -> ValueReader.of(type);
        };
    }

    private static BooleanReader words(ColumnType type, @org.jspecify.annotations.Nullable BooleanWords words) {
        Set<String> whenTrue = new HashSet<>(Set.of("true"));
        Set<String> whenFalse = new HashSet<>(Set.of("false"));
        if (words != null) {
            whenTrue.addAll(words.whenTrue());
            whenFalse.addAll(words.whenFalse());
            whenTrue.removeAll(words.whenFalse());
        }
        return new BooleanReader(type, whenTrue, whenFalse);
    }

    ParsedValue parse(String text) {
        return switch (type.kind()) {
            case INTEGER, BIGINT, DOUBLE, DECIMAL -> numbers.read(text, reader);
            default -> reader.text(text);
        };
    }
}
