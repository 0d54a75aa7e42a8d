package dev.madrugada.transform.parse;

import dev.madrugada.common.contract.ColumnType;

/** Reads {@code integer} and {@code bigint} columns; {@code 1.0} and {@code 1e3} are not integers and are refused. */
final class IntegerReader extends ValueReader {
    private final long min;
    private final long max;

    IntegerReader(ColumnType type, long min, long max) {
        super(type);
        this.min = min;
        this.max = max;
    }

    @Override
    ParsedValue integer(long number) {
        if (number < min || number > max) {
            return outOfRange("outside the type's range");
        }
        return max == Integer.MAX_VALUE ? ParsedValue.of((int) number) : ParsedValue.of(number);
    }

    @Override
    ParsedValue number(String literal) {
        return isIntegral(literal)
                ? outOfRange("outside the type's range")
                : mismatch("a number with a fraction or an exponent");
    }
}
