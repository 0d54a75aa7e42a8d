package dev.madrugada.transform.parse;

import dev.madrugada.common.contract.ColumnType;
import dev.madrugada.common.contract.ValueRules;
import dev.madrugada.common.contract.ValueRules.BooleanWords;
import dev.madrugada.common.contract.ValueRules.DecimalMark;
import dev.madrugada.common.contract.ValueRules.TimeForm;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Parses values that the contract itself gives as texts: a default, and what a {@code map} yields. Whether or not the
 * column accepts texts, a number is written with a point or the column's decimal mark and without groups, a boolean as
 * {@code true}, {@code false} or one of the column's words, a time in one of the column's forms or ISO 8601.
 */
final class ContractValue {
    private final ColumnType type;
    private final char mark;
    private final ValueReader reader;

    ContractValue(ColumnType type, ValueRules rules) {
        this.type = type;
        this.mark = rules.numbers() == DecimalMark.COMMA ? ',' : '.';
        this.reader = reader(type, rules);
    }

    private static ValueReader reader(ColumnType type, ValueRules rules) {
        return switch (type.kind()) {
            case BOOLEAN -> BooleanReader.ofTexts(type, withTrueAndFalse(rules.words()));
            case TIMESTAMP, DATE -> {
                List<TimeForm> forms = new ArrayList<>(rules.times());
                forms.add(TimeForm.ISO);
                yield new TimeReader(type, forms, TimeReader.EpochTexts.READ);
            }
            default -> ValueReader.of(type);
        };
    }

    private static BooleanWords withTrueAndFalse(@Nullable BooleanWords words) {
        Set<String> whenTrue = new HashSet<>(Set.of("true"));
        Set<String> whenFalse = new HashSet<>(Set.of("false"));
        if (words != null) {
            // A column may use 'true' as a word for false.
            whenTrue.removeAll(words.whenFalse());
            whenFalse.removeAll(words.whenTrue());
            whenTrue.addAll(words.whenTrue());
            whenFalse.addAll(words.whenFalse());
        }
        return new BooleanWords(whenTrue, whenFalse);
    }

    ParsedValue parse(String text) {
        return switch (type.kind()) {
            case INTEGER, BIGINT, DOUBLE, DECIMAL -> number(text);
            default -> reader.text(text);
        };
    }

    private ParsedValue number(String text) {
        boolean hasPlus = text.startsWith("+") && !text.startsWith("+-");
        String literal = text.substring(hasPlus ? 1 : 0).replace(mark, '.');
        return NumberText.isLiteral(literal) ? reader.literal(literal) : reader.mismatch("a text that is not a number");
    }
}
