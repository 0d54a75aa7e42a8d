package dev.madrugada.transform.parse;

import dev.madrugada.common.contract.ColumnType;
import dev.madrugada.common.contract.ValueRules;

/**
 * Parses values that the contract itself gives as texts: a default, and what a {@code map} yields. They are written as
 * the column's texts are, whether or not the column accepts texts: numbers with its decimal mark, booleans as one of its
 * words (else {@code true} and {@code false}), times in one of its forms.
 */
final class ContractValue {
    private final ColumnType type;
    private final NumberText numbers;
    private final ValueReader reader;

    ContractValue(ColumnType type, ValueRules rules) {
        this.type = type;
        this.numbers = new NumberText(rules.numbers());
        this.reader = switch (type.kind()) {
            case BOOLEAN -> BooleanReader.ofTexts(type, rules.words());
            case TIMESTAMP, DATE -> new TimeReader(type, rules.times(), TimeReader.EpochTexts.READ);
            default -> ValueReader.of(type);
        };
    }

    ParsedValue parse(String text) {
        return switch (type.kind()) {
            case INTEGER, BIGINT, DOUBLE, DECIMAL -> numbers.read(text, reader);
            default -> reader.text(text);
        };
    }
}
