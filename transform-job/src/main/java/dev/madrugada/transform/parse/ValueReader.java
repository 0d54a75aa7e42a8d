package dev.madrugada.transform.parse;

import dev.madrugada.common.contract.ColumnType;
import java.util.regex.Pattern;

/** Reads values as one column type; what it is not asked to understand is a misfit. Safe for use by several threads. */
public abstract class ValueReader {
    private static final Pattern NUMBER = Pattern.compile("-?(0|[1-9]\\d{0,999})(\\.\\d{1,999})?([eE][+-]?\\d{1,9})?");
    private static final int SURELY_LONG = 18;

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
        };
    }

    /** Reads what a CSV file holds, where numbers and truth values are texts too. */
    public final ParsedValue plain(String text) {
        return switch (type.kind()) {
            case VARCHAR, TIMESTAMP, DATE -> text(text);
            case BOOLEAN -> text.equals("true") || text.equals("false") ? bool(text.equals("true")) : text(text);
            default -> {
                if (!NUMBER.matcher(text).matches()) {
                    yield text(text);
                }
                boolean isSurelyLong =
                        text.length() <= SURELY_LONG && text.chars().allMatch(c -> c == '-' || Character.isDigit(c));
                yield isSurelyLong ? integer(Long.parseLong(text)) : number(text);
            }
        };
    }

    /** A text, cleaned. */
    ParsedValue text(String text) {
        return mismatch("a text");
    }

    /** A number without fraction and exponent that a long holds. */
    ParsedValue integer(long number) {
        return mismatch("a number");
    }

    /** Any other number, as JSON writes it. */
    ParsedValue number(String literal) {
        return mismatch("a number");
    }

    ParsedValue bool(boolean value) {
        return mismatch("a truth value");
    }

    final ParsedValue mismatch(String what) {
        return ParsedValue.invalidValue(ReasonCode.TypeMismatch, what + " where " + type + " belongs");
    }

    final ParsedValue outOfRange(String why) {
        return ParsedValue.invalidValue(ReasonCode.OutOfRange, "a number that " + type + " does not hold: " + why);
    }

    static boolean isIntegral(String literal) {
        return literal.indexOf('.') < 0 && literal.indexOf('e') < 0 && literal.indexOf('E') < 0;
    }
}
