package dev.madrugada.transform.parse;

import dev.madrugada.common.contract.ColumnType;
import dev.madrugada.common.contract.ValueRules;
import dev.madrugada.common.contract.ValueRules.JsonKind;
import dev.madrugada.common.contract.ValueRules.TimeForm;
import dev.madrugada.transform.parse.TimeReader.EpochTexts;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Parses JSON values as one column type. A subclass overrides the methods for the kinds of value that its type accepts;
 * every other kind is invalid. Not thread-safe.
 */
public abstract class ValueReader {
    private final ColumnType type;

    ValueReader(ColumnType type) {
        this.type = type;
    }

    public static ValueReader of(ColumnType type) {
        return switch (type.kind()) {
            case BIGINT -> new IntegerReader(type, Long.MIN_VALUE, Long.MAX_VALUE);
            case INTEGER -> new IntegerReader(type, Integer.MIN_VALUE, Integer.MAX_VALUE);
            case DOUBLE -> new DoubleReader(type);
            case DECIMAL -> new DecimalReader(type);
            case BOOLEAN -> new BooleanReader(type);
            case VARCHAR -> new TextReader(type);
            case TIMESTAMP, DATE -> new TimeReader(type, List.of(TimeForm.ISO), EpochTexts.REFUSED);
            case ARRAY, STRUCT, MAP, JSON ->
                throw new IllegalArgumentException("a value of " + type + " is not one JSON value");
        };
    }

    /**
     * A reader that applies rules before it parses a value. Its methods return {@link ParsedValue#NULL} for a value that
     * means null by the rules; the caller puts {@link #defaultValue} in its place, as for a missing field.
     *
     * @throws RuntimeException if the rules do not fit the type; {@link ValueRulesCheck} tells why
     */
    static ValueReader of(ColumnType type, ValueRules rules) {
        boolean readsTexts = rules.accepts().contains(JsonKind.TEXT);
        ValueReader typed = switch (type.kind()) {
            case BOOLEAN -> readsTexts || rules.words() != null ? BooleanReader.ofTexts(type, rules.words()) : of(type);
            case TIMESTAMP, DATE ->
                new TimeReader(type, rules.times(), readsTexts ? EpochTexts.READ : EpochTexts.REFUSED);
            default -> of(type);
        };
        return rules.equals(ValueRules.PLAIN.withTimes(rules.times())) ? typed : new RuledReader(type, rules, typed);
    }

    /** Parses a CSV file's value, where numbers and booleans are plain text too. */
    public final ParsedValue plain(String text) {
        return switch (type.kind()) {
            case VARCHAR, TIMESTAMP, DATE -> text(text);
            case BOOLEAN -> text.equals("true") || text.equals("false") ? bool(text.equals("true")) : text(text);
            default -> NumberText.isLiteral(text) ? literal(text) : text(text);
        };
    }

    /** Whether {@link #number} is called for all numbers, because rules compare or keep their literals. */
    boolean readsLiterals() {
        return false;
    }

    /** The value in place of a missing field or null, as {@link ParsedValue#value()}; null if there is none. */
    @Nullable
    Object defaultValue() {
        return null;
    }

    /** Parses a text. */
    ParsedValue text(String text) {
        return mismatch("a text");
    }

    /** Parses a number without fraction and exponent that fits into a long. */
    ParsedValue integer(long number) {
        return mismatch("a number");
    }

    /** Parses any other number, given as its JSON literal. */
    ParsedValue number(String literal) {
        return mismatch("a number");
    }

    /** Parses any number, given as its JSON literal. */
    ParsedValue literal(String literal) {
        return NumberText.fitsLong(literal) ? integer(Long.parseLong(literal)) : number(literal);
    }

    ParsedValue bool(boolean value) {
        return mismatch("a boolean");
    }

    final ParsedValue mismatch(String what) {
        return ParsedValue.invalidValue(ReasonCode.TypeMismatch, "expected " + type + ", found " + what);
    }

    final ParsedValue outOfRange(String why) {
        return ParsedValue.invalidValue(ReasonCode.OutOfRange, "the number does not fit into " + type + ": " + why);
    }

    static boolean isIntegral(String literal) {
        return literal.indexOf('.') < 0 && literal.indexOf('e') < 0 && literal.indexOf('E') < 0;
    }
}
