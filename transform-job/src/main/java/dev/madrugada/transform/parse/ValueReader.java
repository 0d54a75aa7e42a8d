package dev.madrugada.transform.parse;

import dev.madrugada.common.contract.ColumnType;
import java.util.regex.Pattern;

/**
 * Parses JSON values as one column type. A subclass overrides the methods for the kinds of value that its type accepts;
 * every other kind is invalid. Thread-safe.
 */
public abstract class ValueReader {
    private static final Pattern NUMBER = Pattern.compile("-?(0|[1-9]\\d{0,999})(\\.\\d{1,999})?([eE][+-]?\\d{1,9})?");
    private static final int MAX_LONG_DIGITS = 18;

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
            case TIMESTAMP -> new TimestampReader(type);
            case DATE -> new DateReader(type);
            case ARRAY, STRUCT, MAP, JSON ->
                throw new IllegalArgumentException("a value of " + type + " is not one JSON value");
        };
    }

    /** Parses a CSV file's value, where numbers and booleans are plain text too. */
    public final ParsedValue plain(String text) {
        return switch (type.kind()) {
            case VARCHAR, TIMESTAMP, DATE -> text(text);
            case BOOLEAN -> text.equals("true") || text.equals("false") ? bool(text.equals("true")) : text(text);
            default -> {
                if (!NUMBER.matcher(text).matches()) {
                    yield text(text);
                }
                boolean fitsLong = text.length() <= MAX_LONG_DIGITS
                        && text.chars().allMatch(c -> c == '-' || Character.isDigit(c));
                yield fitsLong ? integer(Long.parseLong(text)) : number(text);
            }
        };
    }

    /** Parses a text; the contract's {@code clean} steps have been applied. */
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
