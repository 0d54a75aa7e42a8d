package dev.madrugada.transform.parse;

import dev.madrugada.common.contract.ColumnType;

/** Integers as JSON writes them: {@code 1.0} and {@code 1e3} are other kinds of number. */
final class IntegerReader extends ValueReader {
    private final long least;
    private final long greatest;

    IntegerReader(ColumnType type, long least, long greatest) {
        super(type);
        this.least = least;
        this.greatest = greatest;
    }

    @Override
    ParsedValue integer(long number) {
        if (number < least || number > greatest) {
            return outOfRange("beyond its range");
        }
        return greatest == Integer.MAX_VALUE ? ParsedValue.of((int) number) : ParsedValue.of(number);
    }

    @Override
    ParsedValue number(String literal) {
        return isIntegral(literal)
                ? outOfRange("beyond its range")
                : mismatch("a number with a fraction or an exponent");
    }
}
